using System.Text;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain;
using Coopera.Pdf.Reading;
using MimeKit;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>What somebody wrote, without what providers put around it. All of it is untrusted.</summary>
/// <param name="Content">The whole of it, for who looks into its parts.</param>
public sealed record Letter(
    string? Sender, string Subject, string Text, string? MessageId, DateTimeOffset? Date, ReadOnlyMemory<byte> Content)
{
    public const int MostText = 20_000;

    private const int MostDepth = 12;

    /// <summary>Letters that nobody declared are Latin-1 more often than anything else.</summary>
    internal static readonly ParserOptions Options = new() { MaxMimeDepth = MostDepth, CharsetEncoding = Encoding.Latin1 };

    /// <summary>Its files, those in mails inside it too.</summary>
    public IReadOnlyList<Attachment> Files(ReadingBudget budget) => MailParts.Read(Content, budget);

    internal static Letter Of(MimeMessage message, ReadOnlyMemory<byte> content)
    {
        return new Letter(
            message.From.Mailboxes.FirstOrDefault()?.Address is { Length: > 0 } address ? Domain.Text.CleanLine(address) : null,
            Domain.Text.Cut(Domain.Text.CleanLine(message.Subject), MostText),
            TextOf(message),
            PecIds.Bare(message.MessageId),
            message.Date == default ? null : message.Date.ToUniversalTime(),
            content);
    }

    private static string TextOf(MimeMessage message)
    {
        var text = message.TextBody;
        if (string.IsNullOrWhiteSpace(text) && message.HtmlBody is { } html)
        {
            text = HtmlWords.Of(Domain.Text.Cut(html, 10 * MostText), MostText);
        }

        return Domain.Text.CleanParagraph(Domain.Text.Cut(text ?? "", MostText));
    }
}
