using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mailings;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

/// <summary>From a text to what one reader gets.</summary>
public sealed record MessageWriting(Guid MailingId, MailingContent Content, Webinar? Webinar, DateTimeOffset Now)
{
    public static async Task<MessageWriting> OfAsync(CooperaDb db, Guid id, MailingContent content, DateTimeOffset now) => new(
        id,
        content,
        await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == content.Audience.WebinarId),
        now);

    public WrittenMessage To(Addressee reader)
    {
        var webinar = Webinar is null ? null : WebinarFacts.Of(Webinar);
        return Content.Audience.Kind == AudienceKind.Invitations
            ? new WebinarInvitation(MailingId, Content.Subject, Content.Body, Content.Audience, reader.Reader, webinar, reader.Registration)
            : new SecretariatMessage(
                MailingId, Content.Subject, Content.Body, Content.Audience, reader.Reader, webinar, reader.Registration)
            {
                KnewItCancelled = Webinar?.Status == WebinarStatus.Cancelled,
                KnewItOver = Webinar?.EndsAt <= Now,
            };
    }

    /// <summary>For the one who writes: as the first reader will have it, or with their own name where there is none.</summary>
    public WrittenMessage Test(EmailAddress address, string fullName)
    {
        var names = fullName.Split(' ', 2);
        var reader = new Addressee(
            address, fullName, new MessageReader(address.Key, names[0], names.ElementAtOrDefault(1) ?? "", "Comune di esempio"));
        return To(reader) with { IsTest = true };
    }
}
