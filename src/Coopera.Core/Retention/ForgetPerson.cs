using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>
/// Takes the person out of registrations and out of all that hangs on them; counts, presences and choices stay, of nobody. Whoever calls
/// it holds the locks of their webinars, and has cancelled first what is still to come.
/// </summary>
public static class ForgetPerson
{
    private const int Portion = 200;

    /// <param name="registrations">Tracked, of one person.</param>
    /// <returns>How many had somebody in them.</returns>
    public static async Task<int> ForgetAsync(CooperaDb db, IReadOnlyCollection<Registration> registrations, DateTimeOffset now)
    {
        var rows = registrations.Where(registration => !registration.IsForgotten).ToList();
        await RetainedRegistrations.ForgetRowsAsync(db, rows, now);
        var forgotten = rows.ConvertAll(registration => registration.Id);
        foreach (var ids in forgotten.Chunk(Portion))
        {
            await db.SignUpAttempts.Where(a => a.RegistrationId != null && ids.Contains(a.RegistrationId.Value))
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.RegistrationId, (Guid?)null));
            await db.RecentCancellations.Where(c => ids.Contains(c.RegistrationId)).ExecuteDeleteAsync();
            await EmptyAsync(db.IncomingMessages.Where(m => m.RegistrationId != null && ids.Contains(m.RegistrationId.Value)));
            await EmptyAsync(db.OutgoingMails.Where(m => m.RegistrationId != null && ids.Contains(m.RegistrationId.Value)));
        }

        await db.SaveChangesAsync();
        return forgotten.Count;
    }

    public static Task<int> EmptyAsync(IQueryable<IncomingMessage> messages) => messages.ExecuteUpdateAsync(m => m
        .SetProperty(x => x.Sender, "").SetProperty(x => x.Subject, "").SetProperty(x => x.SearchText, "").SetProperty(x => x.Detail, ""));

    /// <summary>
    /// Mails that say nothing any more. What still has to go out, so that calendars lose an event, is emptied once it has gone: a job calls
    /// this again for mails of who was forgotten.
    /// </summary>
    public static async Task<int> EmptyAsync(IQueryable<OutgoingMail> mails)
    {
        var full = await mails
            .Where(m => m.Content != "" && (m.Status != OutgoingMailStatus.Queued || m.Kind != MailKinds.RegistrationCancelled))
            .ToListAsync();
        full.ForEach(mail => mail.Forget());
        return full.Count;
    }
}
