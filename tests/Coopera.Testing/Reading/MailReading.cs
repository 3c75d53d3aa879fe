using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ical.Net;
using MimeKit;

namespace Coopera.Testing.Reading;

/// <summary>What a mail program makes of a message.</summary>
public static partial class MailReading
{
    public static string Plain(this MimeMessage message) => message.TextBody!.ReplaceLineEndings("\n");

    public static IHtmlDocument Html(this MimeMessage message) => new HtmlParser().ParseDocument(message.HtmlBody!);

    /// <summary>The invitation or cancellation inside the mail, as text.</summary>
    public static string Ics(this MimeMessage message) =>
        Content(message.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("text", "calendar")));

    public static Calendar Calendar(this MimeMessage message) => Ical.Net.Calendar.Load(message.Ics())!;

    public static string Content(MimePart part) => Encoding.UTF8.GetString(Bytes(part));

    public static byte[] Bytes(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }

    /// <summary>The first in the plain text that opens a registration.</summary>
    public static string PersonalLink(this MimeMessage message) => Personal().Match(message.Plain()).Value;

    [GeneratedRegex("https?://[^ \n]+/iscrizioni/[A-Za-z0-9_-]{35,}(?=\n| |$)", RegexOptions.Multiline)]
    private static partial Regex Personal();
}
