namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>What <c>-o</c> asks for.</summary>
/// <param name="Form">The form.</param>
/// <param name="Template">What stands after its <c>=</c>.</param>
internal sealed record OutputFormat(OutputForm Form, string Template = "")
{
    /// <summary>The forms, for completion.</summary>
    public static readonly string[] All = ["custom-columns=", "json", "jsonpath=", "jsonpath-as-json=", "name", "wide", "yaml"];

    public bool IsTable => Form is OutputForm.Table or OutputForm.Wide;

    /// <exception cref="KubectlFault">There is no such form here.</exception>
    public static OutputFormat Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (form, template) = equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
        return form switch
        {
            "" => new OutputFormat(OutputForm.Table),
            "wide" => new OutputFormat(OutputForm.Wide),
            "yaml" => new OutputFormat(OutputForm.Yaml),
            "json" => new OutputFormat(OutputForm.Json),
            "name" => new OutputFormat(OutputForm.Name),
            "jsonpath" or "jsonpath-as-json" or "custom-columns" when template.Length == 0 =>
                throw new KubectlFault(form == "custom-columns"
                    ? "error: custom-columns format specified but no custom columns given"
                    : "error: template format specified but no template given"),
            "jsonpath" => new OutputFormat(OutputForm.JsonPath, template),
            "jsonpath-as-json" => new OutputFormat(OutputForm.JsonPathAsJson, template),
            "custom-columns" => new OutputFormat(OutputForm.CustomColumns, template),
            "custom-columns-file" or "jsonpath-file" or "templatefile" or "go-template-file" =>
                throw new KubectlFault($"error: -o {form} is not available here: this terminal has no files, so write the template into the line with -o jsonpath= or -o custom-columns=."),
            "go-template" or "template" => throw new KubectlFault($"error: -o {form} is not available here: use -o jsonpath= or -o custom-columns=."),
            _ => throw new KubectlFault($"error: unable to match a printer suitable for the output format \"{form}\", allowed formats are: " +
                "custom-columns,json,jsonpath,jsonpath-as-json,name,wide,yaml"),
        };
    }
}

/// <summary>The forms in which objects are printed.</summary>
internal enum OutputForm
{
    /// <summary>Rows of the server's own columns.</summary>
    Table,

    /// <summary>The same with the columns that are not always shown.</summary>
    Wide,

    /// <summary>YAML.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>Kind and name.</summary>
    Name,

    /// <summary>A template.</summary>
    JsonPath,

    /// <summary>A template whose values are printed as JSON.</summary>
    JsonPathAsJson,

    /// <summary>Columns of the user's own.</summary>
    CustomColumns,
}
