using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Coopera.Core.Mail.Parts;
using Coopera.Domain.Mail;
using MimeKit;

namespace Coopera.Core.Mail;

public sealed partial record MailPreview(
    string Subject, string Html, string StyleHash, string Text, IReadOnlyList<MailAttachment> Attachments)
{
    /// <summary>Null when what is stored cannot be read as a mail: it would not go out, either.</summary>
    public static async Task<MailPreview?> OfAsync(OutgoingMail mail, MailRenderer renderer)
    {
        try
        {
            var message = await renderer.ShowAsync(mail);
            var (html, hash) = WithOneStyle(message.HtmlBody ?? "");
            return new MailPreview(
                message.Subject ?? "", html, hash, message.TextBody ?? "",
                [.. message.Attachments.OfType<MimePart>().Select(part => new MailAttachment(part.FileName ?? "allegato", SizeOf(part)))]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Mails carry their style in attributes, which no strict policy lets through. Here each becomes a rule of one style element, and that
    /// element is known by its hash.
    /// </summary>
    public static (string Html, string StyleHash) WithOneStyle(string html)
    {
        var style = new StringBuilder();
        html = html.Replace(FundingEmblem.Address, FundingEmblem.Inline, StringComparison.Ordinal);
        html = StyleElement().Replace(html, found =>
        {
            style.Append(found.Groups[1].Value);
            return "";
        });
        var rules = new Dictionary<string, int>();
        html = StyleAttribute().Replace(html, found =>
        {
            var rule = WebUtility.HtmlDecode(found.Groups[1].Value);
            if (rules.TryAdd(rule, rules.Count))
            {
                style.Append(System.Globalization.CultureInfo.InvariantCulture, $"[data-s=\"{rules.Count - 1}\"]{{{rule}}}");
            }

            return $" data-s=\"{rules[rule]}\"";
        });
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.ToString())));
        return (html.Replace("</head>", $"<style>{style}</style></head>", StringComparison.Ordinal), hash);
    }

    private static long SizeOf(MimePart part)
    {
        using var counted = new MimeKit.IO.MeasuringStream();
        part.Content?.DecodeTo(counted);
        return counted.Length;
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();

    [GeneratedRegex(" style=\"([^\"]*)\"")]
    private static partial Regex StyleAttribute();
}

public sealed record MailAttachment(string Name, long Bytes)
{
    public string Size => Bytes < 1000 ? $"{Bytes} byte" : $"{(Bytes + 500) / 1000} kB";
}
