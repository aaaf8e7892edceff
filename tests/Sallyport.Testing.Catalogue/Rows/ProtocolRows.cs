using static Sallyport.Testing.Catalogue.Answer;

namespace Sallyport.Testing.Catalogue.Rows;

/// <summary>HTTP, TLS and WebSocket themselves.</summary>
internal static class ProtocolRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new(174, "an upgrade answered otherwise, with another request behind it", Refused),
        new(175, "a redirect as the answer to an upgrade", Refused),
        new(176, "a redirect as any other answer", Refused),
        new(177, "an upgrade to cleartext HTTP/2", Rejected),
        new(179, "two lengths", Rejected),
        new(180, "broken transfer encodings and lengths", Refused),
        new(181, "broken chunks", Refused),
        new(182, "broken HTTP/2 headers", Refused),
        new(184, "an answer longer or shorter than it says", Refused),
        new(185, "slow headers, slow bodies, slow readers", Contained),
        new(186, "bodies beyond 3 MiB", Refused),
        new(187, "compressed bodies", Rejected),
        new(189, "HTTP/2 floods", Contained),
        new(190, "thousands of watches by one person", Refused),
        new(191, "broken WebSocket frames", Contained, Note: "the hub relays the frames of a shell and never reads a client's: kube-apiserver closes a broken stream, and both legs end with it"),
        new(192, "a client gone in the middle of a shell", Contained),
        new(194, "SNI and Host that contradict each other", Refused),
        new(195, "a refused request behind an allowed one", Denied),
        new(196, "answers kept by a cache", Contained),
    ];
}
