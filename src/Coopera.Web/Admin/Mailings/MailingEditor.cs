using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;

namespace Coopera.Web.Admin.Mailings;

/// <param name="Mailing">Null for a new one.</param>
public sealed record MailingEditorPage(Mailing? Mailing, MailingForm Form)
{
    public const string PreviewButton = "preview";
    public const string TestButton = "test";
    public const string ModelButton = "model";
    public const string QueueButton = "queue";

    public Webinar? Webinar { get; init; }

    public AudienceList Audience { get; init; } = new([], new Dictionary<LeftOut, int>());

    /// <summary>Null while the text has a fault.</summary>
    public MailPreview? Preview { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public SendingLimits Limits { get; init; } = SendingLimits.None;

    public DateTimeOffset Now { get; init; }

    public EditConflict? Conflict { get; init; }

    /// <summary>What was to be queued is not what was shown last.</summary>
    public bool AsksToLookAgain { get; init; }

    public string? Told { get; init; }

    public bool HasBegun => Webinar?.StartsAt <= Now;

    public bool IsModel => Mailing?.Status == MailingStatus.Model;

    public string Address => Mailing is null ? Addresses.Admin.Mailings.New : Addresses.Admin.Mailings.Edit(Mailing.Id);

    public string ReadersName => Audience.People.Count > 0 ? Audience.People[0].FullName : "";
}

/// <summary>Reads what the editor and the page of a message show of it: who gets it, what they read, and when it will be done.</summary>
public sealed class MailingReader(
    CooperaDb db, Audiences audiences, MailRenderer renderer, SendingLimits limits, TimeProvider clock, IHttpContextAccessor http)
{
    public async Task<MailingEditorPage> ShowAsync(MailingEditorPage page, bool isReadable)
    {
        var (content, now) = (page.Form.Content(), clock.GetUtcNow());
        var writing = await MessageWriting.OfAsync(db, Guid.Empty, content, now);
        var audience = await audiences.ReadAsync(content.Audience);
        return page with
        {
            Webinar = writing.Webinar,
            Audience = audience,
            Preview = isReadable ? await PreviewAsync(writing, audience) : null,
            EndsAt = audience.People.Count == 0 ? null
                : await SendingForecast.EndOfAsync(db, limits, audience.People.Count, now, now),
            Limits = limits,
            Now = now,
        };
    }

    public async Task<int> CountAsync(Audience audience) => (await audiences.ReadAsync(audience)).People.Count;

    /// <summary>As its first reader gets it, with the personal links masked.</summary>
    public async Task<MailPreview?> PreviewAsync(MessageWriting writing, AudienceList audience)
    {
        var example = EmailAddress.Parse("nome@comune.example");
        var reader = audience.People.Count > 0
            ? audience.People[0]
            : new Addressee(example, "", new(example.Key, "", "", ""));
        var message = writing.To(reader);
        var mail = Outbox.Row(MailCause.Staff, message, reader.Email, reader.FullName, null, writing.Now);
        var preview = await MailPreview.OfAsync(mail, renderer);
        if (preview is not null)
        {
            http.HttpContext!.AllowStyle(preview.StyleHash);
        }

        return preview;
    }
}
