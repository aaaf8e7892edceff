using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sallyport.Hub.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Identity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_memberships",
                table: "memberships");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "users",
                type: "TEXT",
                nullable: false,
                defaultValue: "Person");

            migrationBuilder.AddColumn<long>(
                name: "LongestToken",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KubeconfigDownload",
                table: "organization",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "LongestSession",
                table: "organization",
                type: "INTEGER",
                nullable: false,
                defaultValue: 43200L);

            migrationBuilder.AddColumn<long>(
                name: "LongestToken",
                table: "organization",
                type: "INTEGER",
                nullable: false,
                defaultValue: 31536000L);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "memberships",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Client",
                table: "credentials",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Parent",
                table: "credentials",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PreviousHash",
                table: "credentials",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Rotated",
                table: "credentials",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedInBy",
                table: "credentials",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Use",
                table: "credentials",
                type: "TEXT",
                nullable: false,
                defaultValue: "Token");

            migrationBuilder.AddPrimaryKey(
                name: "PK_memberships",
                table: "memberships",
                columns: new[] { "User", "Group", "Source" });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FriendlyName = table.Column<string>(type: "TEXT", nullable: true),
                    Xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "external_identities",
                columns: table => new
                {
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSignIn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_external_identities", x => new { x.Issuer, x.Subject });
                    table.ForeignKey(
                        name: "FK_external_identities_users_User",
                        column: x => x.User,
                        principalTable: "users",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_providers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    ClientId = table.Column<string>(type: "TEXT", nullable: false),
                    ProtectedSecret = table.Column<string>(type: "TEXT", nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    NameClaim = table.Column<string>(type: "TEXT", nullable: false),
                    GroupsClaim = table.Column<string>(type: "TEXT", nullable: false),
                    ImportPrefix = table.Column<string>(type: "TEXT", nullable: true),
                    Revision = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_providers", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "local_accounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_local_accounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_local_accounts_users_Id",
                        column: x => x.Id,
                        principalTable: "users",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserCode = table.Column<string>(type: "TEXT", nullable: true),
                    Challenge = table.Column<string>(type: "TEXT", nullable: false),
                    RedirectUri = table.Column<string>(type: "TEXT", nullable: false),
                    Client = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Expires = table.Column<long>(type: "INTEGER", nullable: false),
                    Polled = table.Column<long>(type: "INTEGER", nullable: true),
                    Denied = table.Column<bool>(type: "INTEGER", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: true),
                    SignedInBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_requests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "workload_issuers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    Audience = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workload_issuers", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "group_mappings",
                columns: table => new
                {
                    Provider = table.Column<string>(type: "TEXT", nullable: false),
                    External = table.Column<string>(type: "TEXT", nullable: false),
                    Group = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_mappings", x => new { x.Provider, x.External, x.Group });
                    table.ForeignKey(
                        name: "FK_group_mappings_identity_providers_Provider",
                        column: x => x.Provider,
                        principalTable: "identity_providers",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "local_account_tokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_local_account_tokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_local_account_tokens_local_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "local_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: true),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_passkeys_local_accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "local_accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workload_rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Issuer = table.Column<string>(type: "TEXT", nullable: false),
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    Claims = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workload_rules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_workload_rules_users_User",
                        column: x => x.User,
                        principalTable: "users",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_workload_rules_workload_issuers_Issuer",
                        column: x => x.Issuer,
                        principalTable: "workload_issuers",
                        principalColumn: "Name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_credentials_Parent",
                table: "credentials",
                column: "Parent");

            migrationBuilder.CreateIndex(
                name: "IX_credentials_PreviousHash",
                table: "credentials",
                column: "PreviousHash");

            migrationBuilder.CreateIndex(
                name: "IX_external_identities_User",
                table: "external_identities",
                column: "User");

            migrationBuilder.CreateIndex(
                name: "IX_local_accounts_NormalizedUserName",
                table: "local_accounts",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_UserId",
                table: "passkeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_requests_Hash",
                table: "sign_in_requests",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_requests_UserCode",
                table: "sign_in_requests",
                column: "UserCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workload_issuers_Issuer",
                table: "workload_issuers",
                column: "Issuer",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_workload_rules_Issuer",
                table: "workload_rules",
                column: "Issuer");

            migrationBuilder.CreateIndex(
                name: "IX_workload_rules_User",
                table: "workload_rules",
                column: "User");

            migrationBuilder.AddForeignKey(
                name: "FK_credentials_credentials_Parent",
                table: "credentials",
                column: "Parent",
                principalTable: "credentials",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_credentials_credentials_Parent",
                table: "credentials");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "external_identities");

            migrationBuilder.DropTable(
                name: "group_mappings");

            migrationBuilder.DropTable(
                name: "local_account_tokens");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "sign_in_requests");

            migrationBuilder.DropTable(
                name: "workload_rules");

            migrationBuilder.DropTable(
                name: "identity_providers");

            migrationBuilder.DropTable(
                name: "local_accounts");

            migrationBuilder.DropTable(
                name: "workload_issuers");

            migrationBuilder.DropPrimaryKey(
                name: "PK_memberships",
                table: "memberships");

            migrationBuilder.DropIndex(
                name: "IX_credentials_Parent",
                table: "credentials");

            migrationBuilder.DropIndex(
                name: "IX_credentials_PreviousHash",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "users");

            migrationBuilder.DropColumn(
                name: "LongestToken",
                table: "users");

            migrationBuilder.DropColumn(
                name: "KubeconfigDownload",
                table: "organization");

            migrationBuilder.DropColumn(
                name: "LongestSession",
                table: "organization");

            migrationBuilder.DropColumn(
                name: "LongestToken",
                table: "organization");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "Client",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "Parent",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "PreviousHash",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "Rotated",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "SignedInBy",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "Use",
                table: "credentials");

            migrationBuilder.AddPrimaryKey(
                name: "PK_memberships",
                table: "memberships",
                columns: new[] { "User", "Group" });
        }
    }
}
