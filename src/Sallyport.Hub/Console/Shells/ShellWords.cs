using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Hub.Console.Shells;

/// <summary>A page's first words: a ticket, or the shell that it comes back to.</summary>
internal sealed record ShellHello(string? Ticket, string? Shell, string? Secret, long From, ushort Columns, ushort Rows);

/// <summary>The hub's first words: which shell it is, and up to where the hub has what was typed.</summary>
internal sealed record ShellWelcome(string Shell, string Secret, long Typed);

/// <summary>The hub's last words.</summary>
internal sealed record ShellFarewell(ShellEndKind Ended, string Words);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ShellHello))]
[JsonSerializable(typeof(ShellWelcome))]
[JsonSerializable(typeof(ShellFarewell))]
internal sealed partial class ShellJson : JsonSerializerContext;
