using System.Text.Json;
using Coopera.Domain.Coordination;
using Coopera.Web.Features.Coordination.Adhesions;

namespace Coopera.Web.Features.Admin.Coordination.Review;

/// <summary>The report that was kept with a copy, in sentences; a copy without a readable one says so.</summary>
public static class SignatureReportText
{
    private const string Unreadable = "Per questa copia non c’è un rapporto sulla firma: guarda il file.";

    public static IReadOnlyList<string> Lines(SignedCopy copy)
    {
        try
        {
            return CopyReport.Of(copy) is { Signatures: not null } report ? [.. report.Paragraphs()] : [Unreadable];
        }
        catch (JsonException)
        {
            return [Unreadable]; // kept by another version of the site
        }
    }
}
