using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sallyport.Hub.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Owners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "settings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "settings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "roles",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "guardrails",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "assignments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "assignments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "groups",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_groups", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_settings_Name",
                table: "settings",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_assignments_Name",
                table: "assignments",
                column: "Name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "groups");

            migrationBuilder.DropIndex(
                name: "IX_settings_Name",
                table: "settings");

            migrationBuilder.DropIndex(
                name: "IX_assignments_Name",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "settings");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "settings");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "roles");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "projects");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "guardrails");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "assignments");
        }
    }
}
