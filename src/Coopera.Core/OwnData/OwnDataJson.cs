using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Coopera.Core.OwnData;

/// <summary>
/// The same in a file for programs. Its shape is told in docs/own-data.md: codes never change their meaning, new ones may come. It holds
/// no links, which are keys.
/// </summary>
public static class OwnDataJson
{
    public const string Format = "coopera-own-data/1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Make(OwnDataBook book)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("address", book.Of.Email.Display);
            json.WriteString("madeAt", OwnDataValue.At("madeAt", "", book.MadeAt).Value);
            json.WriteBoolean("mailboxOfSeveral", book.Of.IsShared);
            json.WriteStartArray("sections");
            foreach (var section in book.Sections)
            {
                Write(json, section);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, OwnDataSection section)
    {
        json.WriteStartObject();
        json.WriteString("code", section.Code);
        json.WriteString("title", section.Title);
        json.WriteString("why", section.Why);
        json.WriteNumber("total", section.Total);
        json.WriteStartArray("entries");
        foreach (var entry in section.Entries)
        {
            json.WriteStartObject();
            json.WriteString("title", entry.Title);
            json.WriteStartArray("values");
            foreach (var value in entry.Values)
            {
                json.WriteStartObject();
                json.WriteString("code", value.Code);
                json.WriteString("label", value.Label);
                json.WriteString("value", value.Value ?? value.Words);
                json.WriteString("words", value.Words);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
