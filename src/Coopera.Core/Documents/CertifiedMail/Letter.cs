using System.Text;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain;
using Coopera.Pdf.Reading;
using MimeKit;
using MimeKit.Text;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>What somebody wrote, without what providers put around it. All of it is untrusted.</summary>
/// <param name="Content">The whole of it, for who looks into its parts.</param>
public sealed record Letter(
    string? Sender, string? SenderName, string Subject, string Text, string? MessageId, DateTimeOffset? Date, ReadOnlyMemory<byte> Content)
{
    public const int MostText = 20_000;

    private const int MostDepth = 12;

    /// <summary>Letters that nobody declared are Latin-1 more often than anything else.</summary>
    internal static readonly ParserOptions Options = new() { MaxMimeDepth = MostDepth, CharsetEncoding = Encoding.Latin1 };

    /// <summary>Its files, those in mails inside it too.</summary>
    public IReadOnlyList<Attachment> Files(ReadingBudget budget) => MailParts.Read(Content, budget);

    internal static Letter Of(MimeMessage message, ReadOnlyMemory<byte> content)
    {
        var from = message.From.Mailboxes.FirstOrDefault();
        return new Letter(
            from?.Address is { Length: > 0 } address ? Domain.Text.CleanLine(address) : null,
            from?.Name is { Length: > 0 } name ? Domain.Text.CleanLine(name) : null,
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
            text = Plain(html);
        }

        return Domain.Text.CleanParagraph(Domain.Text.Cut(text ?? "", MostText));
    }

    private static string Plain(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(Domain.Text.Cut(html, 10 * MostText))) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token) && text.Length < MostText)
        {
            if (token is HtmlDataToken { Kind: HtmlTokenKind.Data } data)
            {
                text.Append(data.Data);
            }
            else if (token is HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI })
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }
}
