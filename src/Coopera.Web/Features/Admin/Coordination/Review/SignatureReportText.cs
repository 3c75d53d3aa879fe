using System.Text.Json;

namespace Coopera.Web.Features.Admin.Coordination.Review;

/// <summary>The report on the signatures of a copy, in sentences: the one place that knows how the stored JSON is read.</summary>
public static class SignatureReportText
{
    public static IReadOnlyList<string> Lines(string report)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            var lines = Lines(json.RootElement).ToList();
            return lines.Count > 0 ? lines : ["Nessun rapporto sulla firma: guarda il file."];
        }
        catch (JsonException)
        {
            return ["Il rapporto sulla firma non si legge: guarda il file."];
        }
    }

    private static IEnumerable<string> Lines(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Lines(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Lines),
        JsonValueKind.String when element.GetString() is { Length: > 0 } text => [text],
        _ => [],
    };
}
