using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Reads one row of a table: its cells, and the metadata of its object.</summary>
internal sealed class RowReader(string cluster, int[] places, ImmutableArray<Column> columns, StatusRule status, RowPools pools)
{
    private readonly StatusRule.Bound _status = status.Bind(columns);
    private readonly int _width = places.Length == 0 ? 0 : places.Max() + 1;
    private readonly int _name = Array.FindIndex([.. columns], column => column.Kind == ColumnKind.Name);

    public Row Read(ReadOnlySpan<byte> json, out string? version)
    {
        var at = new Utf8JsonReader(json);
        var cells = new string[_width];
        Metadata metadata = default;
        at.Read();
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            if (at.ValueTextEquals("cells"u8))
            {
                ReadCells(ref at, json, cells);
            }
            else if (at.ValueTextEquals("object"u8))
            {
                ReadObject(ref at, json, ref metadata);
            }
            else
            {
                at.Skip();
            }
        }

        version = metadata.Version;
        var name = metadata.Name ?? "";
        if (_name >= 0 && _name < cells.Length)
        {
            cells[_name] = name;
        }

        return new Row(new RowKey(cluster, metadata.Uid ?? MadeUp(metadata.Namespace, name)), name, metadata.Namespace ?? "", metadata.Created, cells)
        {
            Deleting = metadata.Deleting,
            Labels = metadata.Labels ?? RowLabels.None,
            Owners = metadata.Owners?.List ?? [],
            Status = _status(cells, metadata.Deleting),
        };
    }

    private void ReadCells(ref Utf8JsonReader at, ReadOnlySpan<byte> json, string[] cells)
    {
        at.Read();
        if (at.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        for (var i = 0; at.Read() && at.TokenType != JsonTokenType.EndArray; i++)
        {
            var place = i < places.Length ? places[i] : -1;
            var isKept = place >= 0 && columns[place].Kind is not (ColumnKind.Age or ColumnKind.Name);
            var start = (int)at.TokenStartIndex;
            switch (at.TokenType)
            {
                case JsonTokenType.String when isKept:
                    cells[place] = at.ValueIsEscaped ? at.GetString()! : pools.Texts.Get(at.ValueSpan);
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    at.Skip();
                    if (isKept)
                    {
                        cells[place] = pools.Texts.Get(json[start..(int)at.BytesConsumed]);
                    }

                    break;
            }
        }
    }

    private void ReadObject(ref Utf8JsonReader at, ReadOnlySpan<byte> json, ref Metadata metadata)
    {
        at.Read();
        if (at.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            if (at.ValueTextEquals("metadata"u8))
            {
                ReadMetadata(ref at, json, ref metadata);
            }
            else
            {
                at.Read();
                at.Skip();
            }
        }
    }

    private void ReadMetadata(ref Utf8JsonReader at, ReadOnlySpan<byte> json, ref Metadata metadata)
    {
        at.Read();
        if (at.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            if (at.ValueTextEquals("name"u8))
            {
                metadata.Name = JsonText.ReadValue(ref at);
            }
            else if (at.ValueTextEquals("namespace"u8))
            {
                at.Read();
                metadata.Namespace = at.TokenType == JsonTokenType.String ? pools.Texts.Get(at.ValueSpan) : null;
            }
            else if (at.ValueTextEquals("uid"u8))
            {
                at.Read();
                metadata.Uid = at.TokenType != JsonTokenType.String ? null
                    : Utf8Parser.TryParse(at.ValueSpan, out Guid uid, out var read, 'D') && read == at.ValueSpan.Length ? uid : Digest(at.ValueSpan);
            }
            else if (at.ValueTextEquals("resourceVersion"u8))
            {
                metadata.Version = JsonText.ReadValue(ref at);
            }
            else if (at.ValueTextEquals("creationTimestamp"u8))
            {
                at.Read();
                metadata.Created = at.TokenType == JsonTokenType.String && at.TryGetDateTimeOffset(out var created) ? created : null;
            }
            else if (at.ValueTextEquals("deletionTimestamp"u8))
            {
                at.Read();
                metadata.Deleting = at.TokenType == JsonTokenType.String;
            }
            else if (at.ValueTextEquals("labels"u8))
            {
                metadata.Labels = pools.Labels.Get(JsonText.Slice(ref at, json));
            }
            else if (at.ValueTextEquals("ownerReferences"u8))
            {
                metadata.Owners = pools.OwnerLists.Get(JsonText.Slice(ref at, json));
            }
            else
            {
                at.Read();
                at.Skip();
            }
        }
    }

    // Metrics and the like have no uid.
    private static Guid MadeUp(string? ns, string name) => Digest(Encoding.UTF8.GetBytes($"{ns}/{name}"));

    private static Guid Digest(ReadOnlySpan<byte> text) => new(SHA256.HashData(text).AsSpan(0, 16));

    private struct Metadata
    {
        public string? Name;
        public string? Namespace;
        public string? Version;
        public Guid? Uid;
        public DateTimeOffset? Created;
        public bool Deleting;
        public RowLabels? Labels;
        public RowPools.Owners? Owners;
    }
}
