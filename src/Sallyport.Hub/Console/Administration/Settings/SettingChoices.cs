using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>The switches of the access settings, in the order of the page, and what each may say. Texts are to be translated.</summary>
public static class SettingChoices
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingChoice> All { get; } =
    [
        new("secrets", Phrase("Secrets"), Phrase("Read-only roles may view Secrets"),
        [
            new("hidden", Phrase("Hidden"), Phrase("Nobody with a read-only role reads a Secret.")),
            new("keys-only", Phrase("Keys only"), Phrase("Names, types, keys and sizes are shown, and no value.")),
            new("visible", Phrase("Visible"), Phrase("Secrets are shown with their values.")),
        ]),
        new("shell", Phrase("Shell"), Phrase("Read-only roles may open a shell"),
        [
            new("blocked", Phrase("Blocked"), Phrase("No command runs in a container.")),
            new("listed-commands", Phrase("Listed commands"), Phrase("The listed commands run, and no other.")),
            new("allowed", Phrase("Allowed"), Phrase("Shells and any command in a container.")),
        ]),
        new("port-forward", Phrase("Port-forward"), Phrase("Read-only roles may forward ports"),
        [
            new("blocked", Phrase("Blocked"), Phrase("No port of a pod is forwarded.")),
            new("allowed", Phrase("Allowed"), Phrase("Ports of pods may be forwarded.")),
        ]),
    ];

    /// <summary>The switch of that name; null where there is none.</summary>
    public static SettingChoice? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);
}

/// <summary>One switch.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Question">What it decides, as its heading.</param>
/// <param name="Values">From strict to wide.</param>
public sealed record SettingChoice(string Name, string Title, string Question, IReadOnlyList<SettingValue> Values)
{
    /// <summary>A value's word.</summary>
    public string Word(string value) => Values.FirstOrDefault(one => one.Name == value)?.Word ?? value;
}

/// <summary>One position of a switch.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Word">What it is called.</param>
/// <param name="Meaning">What it means for people.</param>
public sealed record SettingValue(string Name, string Word, string Meaning);
