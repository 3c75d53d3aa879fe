using Coopera.Core.Documents;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Mail.Parts;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MimeKit;
using MimeKit.Text;

namespace Coopera.Core.Mail;

public sealed class MailRenderer(
    IServiceScopeFactory scopes, MailLinks links, SiteAddresses addresses, Settings settings, DkimSigning signing, UploadStore store,
    ILoggerFactory loggers)
{
    private const string FromName = "Coopera – ANCI Sicilia";

    private const string SignatureMark = "-- ";

    public async Task<MimeMessage> RenderAsync(OutgoingMail mail, MailContent content)
    {
        var message = await RenderAsync(mail, content.WithBallot(Ballot.Draw), links);
        if (signing.Key is { } key && key.IsFor(message.From.Mailboxes.First().Domain))
        {
            key.Sign(message);
        }

        return message;
    }

    /// <summary>
    /// The same message for the eyes of staff: its personal links are masked, so that nobody acts in somebody else's name.
    /// </summary>
    public Task<MimeMessage> ShowAsync(OutgoingMail mail) => RenderAsync(mail, MailContent.FromJson(mail.Content), links.Masked());

    private async Task<MimeMessage> RenderAsync(OutgoingMail mail, MailContent content, MailLinks links)
    {
        var message = new MimeMessage
        {
            // The same at every attempt: a repeated delivery is recognised as one message.
            MessageId = $"{mail.Id:N}@{addresses.Host}",
            Date = mail.FirstAttemptAt ?? mail.CreatedAt,
            Body = Body(content, links, await HtmlAsync(content, links), mail.FirstAttemptAt ?? mail.CreatedAt),
        };
        EncodedSubject.Set(message, Header(content.Subject));
        var account = (mail.IsCertified ? settings.Pec.Account : null) ?? settings.Mail;
        message.From.Add(new MailboxAddress(FromName, account.From.Deliverable));
        message.ReplyTo.Add(new MailboxAddress(FromName, account.ReplyTo.Deliverable));
        message.To.Add(new MailboxAddress(Header(mail.RecipientName), mail.Recipient.Deliverable));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Headers.Add(HeaderId.ContentLanguage, "it");
        if (content.Subscriber is { } subscriber)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{links.Unsubscribe(subscriber)}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private async Task<string> HtmlAsync(MailContent content, MailLinks links)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Mail"] = content, ["Links"] = links });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync(content.Template, parameters)).ToHtmlString());
    }

    private MimeEntity Body(MailContent content, MailLinks links, string html, DateTimeOffset now)
    {
        var alternative = new MultipartAlternative
        {
            Part(TextFormat.Plain, PlainText(content, links)),
            FundingEmblem.With(Part(TextFormat.Html, html)),
        };
        var attachments = new List<MimeEntity>();
        if (content.Calendar is { } calendar)
        {
            var ics = Calendar(calendar, links, now);
            var invitation = new MimePart("text", "calendar")
            {
                Content = new MimeContent(new MemoryStream(ics)),
                ContentTransferEncoding = ContentEncoding.Base64,
            };
            invitation.ContentType.Charset = "utf-8";
            invitation.ContentType.Parameters.Add("method", calendar.IsCancellation ? "CANCEL" : "REQUEST");
            alternative.Add(invitation);
            attachments.Add(Attachment("application/ics", calendar.IsCancellation ? "annullamento.ics" : "invito.ics", ics));
        }

        if (content.CarriesBlankScheda)
        {
            var scheda = AdhesionScheda.Make(
                AdhesionSchedaContent.Blank, new AdhesionSchedaAddresses(addresses.PrivacyNotice, addresses.SchedaUpload), now);
            attachments.Add(Attachment("application/pdf", AdhesionScheda.BlankFileName, scheda));
        }

        if (content.Paper is { } paper)
        {
            attachments.Add(Attachment("application/pdf", paper.FileName, PaperOf(paper, now)));
        }

        if (attachments.Count == 0)
        {
            return alternative;
        }

        var mixed = new Multipart("mixed") { alternative };
        attachments.ForEach(mixed.Add);
        return mixed;
    }

    private byte[] PaperOf(MailPaper paper, DateTimeOffset now)
    {
        if (paper.Specimen is { } facts)
        {
            return CertificatePaper.Make(
                new(facts, CertificateSpecimen.Number, CertificateSpecimen.Code, IsSpecimen: true), now);
        }

        using var file = store.OpenRead(paper.StoreKey!);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static MimePart Attachment(string type, string fileName, byte[] content) => new(ContentType.Parse(type))
    {
        Content = new MimeContent(new MemoryStream(content)),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = fileName,
    };

    private byte[] Calendar(MailCalendar calendar, MailLinks links, DateTimeOffset now)
    {
        var (webinar, registration) = (calendar.Webinar, calendar.Registration);
        var entry = new CalendarEntry(
            webinar.Id,
            webinar.Title,
            webinar.Theme,
            webinar.StartsAt,
            webinar.EndsAt,
            webinar.CalendarSequence + registration.CalendarSequence,
            links.Webinar(webinar),
            Platform: webinar.Platform,
            Programme: webinar.Programme ?? "",
            Own: calendar.IsCancellation ? null : new OwnPages(links.Enter(registration), links.Personal(registration)));
        var organizer = new CalendarOrganizer(addresses.Host, settings.Mail.From);
        return calendar.IsCancellation
            ? WebinarCalendar.Cancellation(entry, registration.Guest(), organizer, now)
            : WebinarCalendar.Invitation(entry, registration.Guest(), organizer, now);
    }

    private static string PlainText(MailContent content, MailLinks links)
    {
        var paragraphs = content.Text(links).Where(paragraph => paragraph.Length > 0);
        return $"""
            {string.Join("\n\n", paragraphs)}

            A presto,
            {MailStyle.Signature}

            {SignatureMark}
            {content.Why} Se ti serve aiuto rispondi a questa email.
            {MailStyle.Project}
            Informativa privacy: {links.PrivacyNotice}{Unsubscribing(content, links)}

            """;
    }

    private static string Unsubscribing(MailContent content, MailLinks links) =>
        content.Subscriber is { } subscriber ? $"\nNon voglio più inviti: {links.Unsubscribe(subscriber)}" : "";

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText("utf-8", text);
        return part;
    }

    private static string Header(string value) =>
        Text.CleanLine(string.Concat(value.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)));
}
