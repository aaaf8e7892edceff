using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sallyport.Hub.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SettingLevels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Commands",
                table: "settings",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Level",
                table: "settings",
                type: "text",
                nullable: false,
                defaultValue: "Closed");

            migrationBuilder.Sql("UPDATE settings SET \"Level\" = 'Open' WHERE \"Opens\"");

            migrationBuilder.DropColumn(
                name: "Opens",
                table: "settings");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Opens",
                table: "settings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE settings SET \"Opens\" = true WHERE \"Level\" = 'Open'");

            migrationBuilder.DropColumn(
                name: "Commands",
                table: "settings");

            migrationBuilder.DropColumn(
                name: "Level",
                table: "settings");
        }
    }
}
