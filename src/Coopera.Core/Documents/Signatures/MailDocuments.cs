using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>What in a mail can be the signed scheda.</summary>
/// <param name="One">The only document, or else the only mail inside; null when there is neither.</param>
/// <param name="Reply">The time stamp beside it, which makes the file an .m7m.</param>
public sealed record MailDocuments(Attachment? One, Attachment? Reply)
{
    /// <summary>Null when there are several, of which a program cannot choose.</summary>
    public static MailDocuments? Of(IReadOnlyList<Attachment> parts, ReadingBudget budget)
    {
        var documents = new List<Attachment>();
        var mails = new List<Attachment>();
        foreach (var part in parts)
        {
            budget.SpendStep();
            switch (FileContent.Recognise(part.Content.Span))
            {
                case FileKind.Pdf or FileKind.TimestampedData:
                case FileKind.SignedCms when HasContent(part.Content, budget):
                case FileKind.Armoured when Ends(part, ".p7m", ".pdf", ".p7s"):
                    documents.Add(part);
                    break;
                case FileKind.Mail:
                case FileKind.CompoundFile when Ends(part, ".msg"):
                    mails.Add(part);
                    break;
            }
        }

        var reply = parts.FirstOrDefault(
            part => part.MediaType is "application/timestamp-reply" or "application/timestamp-response" || Ends(part, ".tsr"));
        return documents.Count > 1 || (documents.Count == 0 && mails.Count > 1)
            ? null
            : new MailDocuments(documents.FirstOrDefault() ?? mails.FirstOrDefault(), documents.Count == 1 ? reply : null);
    }

    /// <summary>Mails have signatures of their own, which hold no document.</summary>
    private static bool HasContent(ReadOnlyMemory<byte> message, ReadingBudget budget)
    {
        try
        {
            return CmsOutline.Content(message, budget) is not null;
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return true; // damaged, and yet what was sent
        }
    }

    private static bool Ends(Attachment part, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (part.Name?.EndsWith(ending, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
