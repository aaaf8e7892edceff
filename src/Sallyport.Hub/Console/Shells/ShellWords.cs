using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Hub.Console.Shells;

/// <summary>A page's first words: a ticket, or the shell that it comes back to.</summary>
internal sealed record ShellHello(string? Ticket, string? Shell, string? Secret, long From, ushort Columns, ushort Rows);

/// <summary>The hub's first words: which shell it is, and up to where the hub has what was typed.</summary>
/// <param name="Shell">What the shell is called.</param>
/// <param name="Secret">What the page proves itself with when it comes back.</param>
/// <param name="Typed">Up to where the hub has what was typed.</param>
/// <param name="From">Where the output begins that comes now.</param>
/// <param name="Until">Up to where it was written before, for another page: what it asks of a terminal was answered then.</param>
internal sealed record ShellWelcome(string Shell, string Secret, long Typed, long From, long Until);

/// <summary>The hub's last words.</summary>
internal sealed record ShellFarewell(ShellEndKind Ended, string Words);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ShellHello))]
[JsonSerializable(typeof(ShellWelcome))]
[JsonSerializable(typeof(ShellFarewell))]
internal sealed partial class ShellJson : JsonSerializerContext;
