namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>How a stretch of a line is to look: what its escape sequences said, as data.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Foreground">One of the sixteen colours of terminals; null for the line's own.</param>
/// <param name="Background">One of the sixteen colours of terminals; null for the page's own.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Faint">Whether it is faint.</param>
/// <param name="Underlined">Whether it is underlined.</param>
public readonly record struct TextStyle(int Start, int Length, byte? Foreground, byte? Background, bool Bold, bool Faint, bool Underlined);
