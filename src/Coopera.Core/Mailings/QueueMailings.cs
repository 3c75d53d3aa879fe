using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

/// <summary>
/// Puts the mails of a message into the outbox, in portions: with each goes the mark of how far it came, in one transaction. Cut off at any
/// moment it goes on after the mark; the index on (mailing, address) stands behind it.
/// </summary>
public sealed class QueueMailings(CooperaDb database, Audiences audiences, TimeProvider clock) : IJob
{
    public const string Queued = "messages-queued";
    public const int Portion = 500;

    public string Name => "mailings";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var queued = 0;
        var waiting = await database.Mailings.AsNoTracking().Where(m => m.Status == MailingStatus.Queueing)
            .OrderBy(m => m.QueuedAt).ToListAsync(cancellationToken);
        foreach (var mailing in waiting)
        {
            queued += await QueueAsync(mailing, cancellationToken);
        }

        return JobReport.Of((Queued, queued));
    }

    private async Task<int> QueueAsync(Mailing mailing, CancellationToken cancellationToken)
    {
        var writing = await MessageWriting.OfAsync(database, mailing.Id, mailing.Content, clock.GetUtcNow());
        var people = (await audiences.ReadAsync(mailing.Audience, mailing.QueuedAt)).People;
        var (last, queued) = (mailing.LastKey, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            List<Addressee> portion = [.. people.Where(person => string.CompareOrdinal(person.Key, last) > 0).Take(Portion)];
            if (!await database.WriteAsync(db => AddAsync(db, writing, portion, last), cancellationToken) || portion.Count == 0)
            {
                break;
            }

            (last, queued) = (portion[^1].Key, queued + portion.Count);
        }

        return queued;
    }

    /// <returns>False when somebody else has gone on with it, or it was withdrawn.</returns>
    private async Task<bool> AddAsync(CooperaDb db, MessageWriting writing, List<Addressee> portion, string? last)
    {
        if (await ChangedMailing.TakeAsync(db, writing.MailingId) is not { Status: MailingStatus.Queueing } mailing
            || mailing.LastKey != last)
        {
            return false;
        }

        if (portion.Count == 0)
        {
            mailing.Finish();
        }
        else
        {
            var now = clock.GetUtcNow();
            db.OutgoingMails.AddRange(portion.Select(person => Row(writing.To(person), person, now)));
            mailing.Advance(portion[^1].Key, portion.Count);
        }

        await db.SaveChangesAsync();
        return true;
    }

    private static OutgoingMail Row(WrittenMessage message, Addressee person, DateTimeOffset now) => Outbox.Row(
        MailCause.Staff, message, person.Email, person.FullName,
        message.Audience.Kind == AudienceKind.People ? person.Registration?.Id : null, now, person.AdhesionId,
        mailing: (message.MailingId, person.Key));
}
