using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sallyport.Hub.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Origins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CertificateAuthority",
                table: "workload_issuers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Keys",
                table: "workload_issuers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CertificateAuthority",
                table: "identity_providers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MadeFrom",
                table: "credentials",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_credentials_MadeFrom",
                table: "credentials",
                column: "MadeFrom");

            migrationBuilder.AddForeignKey(
                name: "FK_credentials_credentials_MadeFrom",
                table: "credentials",
                column: "MadeFrom",
                principalTable: "credentials",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_credentials_credentials_MadeFrom",
                table: "credentials");

            migrationBuilder.DropIndex(
                name: "IX_credentials_MadeFrom",
                table: "credentials");

            migrationBuilder.DropColumn(
                name: "CertificateAuthority",
                table: "workload_issuers");

            migrationBuilder.DropColumn(
                name: "Keys",
                table: "workload_issuers");

            migrationBuilder.DropColumn(
                name: "CertificateAuthority",
                table: "identity_providers");

            migrationBuilder.DropColumn(
                name: "MadeFrom",
                table: "credentials");
        }
    }
}
