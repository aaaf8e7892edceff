using System.Collections.Immutable;
using System.Text.Json;

namespace Sallyport.Hub.Console.Kubectl.JsonPath;

/// <summary>One step of an expression, from some values to others.</summary>
internal abstract record PathStep;

/// <summary>A member; of an empty name, the value itself.</summary>
internal sealed record MemberStep(string Name) : PathStep;

/// <summary>Every member or item.</summary>
internal sealed record EachStep : PathStep;

/// <summary>The value and everything below it.</summary>
internal sealed record DescendStep : PathStep;

/// <summary>Items by place: one, or those from one to another; negative counts from the end.</summary>
internal sealed record SliceStep(int? From, int? To, int By, bool Single) : PathStep;

/// <summary>What any of several expressions gives.</summary>
internal sealed record UnionStep(ImmutableArray<ImmutableArray<PathStep>> Of) : PathStep;

/// <summary>Items for which something holds; without an operator, for which the left side is there.</summary>
internal sealed record FilterStep(ImmutableArray<PathStep> Left, string Operator, ImmutableArray<PathStep> Right) : PathStep;

/// <summary>A value that was written out.</summary>
internal sealed record ValueStep(JsonElement Value) : PathStep;

/// <summary>A piece of a template.</summary>
internal abstract record Piece;

/// <summary>Text outside braces, or quoted inside.</summary>
internal sealed record TextPiece(string Text) : Piece;

/// <summary>An expression.</summary>
internal sealed record PathPiece(ImmutableArray<PathStep> Steps) : Piece;

/// <summary>From <c>{range …}</c> to <c>{end}</c>: what is between, once for every value.</summary>
internal sealed record RangePiece(ImmutableArray<PathStep> Over, ImmutableArray<Piece> Body) : Piece;
