namespace Sallyport.Access.Redaction;

/// <summary>
/// The allow-list: every member of an answer about Secrets that may pass, for all the forms that kube-apiserver answers in.
/// A field that some later version adds stays behind until it stands here.
/// </summary>
internal static class SecretShapes
{
    private static readonly Shape Text = new(ShapeKind.Text);
    private static readonly Shape Number = new(ShapeKind.Number);
    private static readonly Shape Flag = new(ShapeKind.Flag);

    private static readonly Shape Owner = Shape.Of(
        ShapeKind.Object,
        new Field("apiVersion", Text),
        new Field("kind", Text),
        new Field("name", Text),
        new Field("uid", Text),
        new Field("controller", Flag),
        new Field("blockOwnerDeletion", Flag));

    /// <summary>
    /// Of an object and of a list alike. No annotation passes, last-applied-configuration least of all, but the one that
    /// ends a streaming list; and no managedFields, which tell what was where.
    /// </summary>
    private static readonly Shape Metadata = Shape.Of(
        ShapeKind.Metadata,
        new Field("name", Text),
        new Field("generateName", Text),
        new Field("namespace", Text),
        new Field("uid", Text),
        new Field("resourceVersion", Text),
        new Field("creationTimestamp", Text),
        new Field("deletionTimestamp", Text),
        new Field("deletionGracePeriodSeconds", Number),
        new Field("labels", Shape.Of(ShapeKind.Map, Text)),
        new Field("annotations", Shape.Of(
            ShapeKind.Annotations, new Field("k8s.io/initial-events-end", new Shape(ShapeKind.EndOfInitialEvents)))),
        new Field("ownerReferences", Shape.Of(ShapeKind.Array, Owner)),
        new Field("continue", Text),
        new Field("remainingItemCount", Number));

    private static readonly Shape Cause = Shape.Of(
        ShapeKind.Object,
        new Field("reason", Text),
        new Field("message", new Shape(ShapeKind.Message)),
        new Field("field", Text));

    private static readonly Shape Details = Shape.Of(
        ShapeKind.Object,
        new Field("name", Text),
        new Field("group", Text),
        new Field("kind", Text),
        new Field("uid", Text),
        new Field("causes", Shape.Of(ShapeKind.Array, Cause)),
        new Field("retryAfterSeconds", Number));

    private static readonly Field[] OfAnItem =
    [
        new("kind", new Shape(ShapeKind.Kind)),
        new("apiVersion", new Shape(ShapeKind.ApiVersion)),
        new("metadata", Metadata),
        new("type", Text, Part.Secret),
        new("immutable", Flag, Part.Secret),
        new("data", Shape.Of(ShapeKind.Data, new Shape(ShapeKind.Hidden)), Part.Secret),
    ];

    private static readonly Shape Item = Shape.Of(ShapeKind.Item, OfAnItem);

    private static readonly Shape Column = Shape.Of(
        ShapeKind.Column,
        new Field("name", new Shape(ShapeKind.ColumnName)),
        new Field("type", Text),
        new Field("format", Text),
        new Field("description", Text),
        new Field("priority", Number));

    private static readonly Shape Row = Shape.Of(
        ShapeKind.Row,
        new Field("cells", Shape.Of(ShapeKind.Array, new Shape(ShapeKind.Cell))),
        new Field("object", Item));

    /// <summary>What answers a get or a list: a Secret, its metadata, a list of either, a table, or a status.</summary>
    public static readonly Shape Document = Shape.Of(
        ShapeKind.Document,
        [
            .. OfAnItem,
            new("items", Shape.Of(ShapeKind.Items, Item)),
            new("columnDefinitions", Shape.Of(ShapeKind.Columns, Column)),
            new("rows", Shape.Of(ShapeKind.Rows, Row)),
            new("status", Text, Part.Status),
            new("message", new Shape(ShapeKind.Message), Part.Status),
            new("reason", Text, Part.Status),
            new("details", Details, Part.Status),
            new("code", Number, Part.Status),
        ]);

    /// <summary>One event of a watch.</summary>
    public static readonly Shape Event = Shape.Of(
        ShapeKind.Event, new Field("type", new Shape(ShapeKind.EventType)), new Field("object", Document));
}
