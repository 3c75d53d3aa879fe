using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

/// <param name="ToCancel">Registrations to webinars that are still to come.</param>
/// <param name="GoesNow">False where several people have the mailbox: then the secretariat asks who is who.</param>
/// <param name="People">Whom to choose among, then.</param>
/// <param name="Open">An erasure that was asked for before, and waits.</param>
public sealed record ErasurePlan(
    int Registrations, int ToCancel, bool GoesNow, bool NeedsStaff, IReadOnlyList<string> People, IReadOnlyList<StaysBehind> Stays,
    DataRequest? Open);

/// <summary>
/// The person asks to be forgotten. What is theirs alone goes in the same transaction; what somebody has to look at becomes a task with a
/// day. At a mailbox of several people nothing goes at once: who holds it is not who is asked to be forgotten.
/// </summary>
public sealed class AskErasure(CooperaDb database, TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    public async Task<ErasurePlan> PlanAsync(EmailAddress email)
    {
        var now = clock.GetUtcNow();
        var of = await ReadOwnData.FindAsync(database, email, now);
        var webinars = of.Registrations.Where(r => r.IsAccepted).Select(r => r.WebinarId).Distinct().ToList();
        var toCome = await database.Webinars.Where(w => webinars.Contains(w.Id) && w.EndsAt > now).Select(w => w.Id).ToListAsync();
        var stays = await Erasure.StaysAsync(database, of);
        return new ErasurePlan(
            of.Registrations.Count, of.Registrations.Count(r => r.IsAccepted && toCome.Contains(r.WebinarId)), !of.IsShared,
            Erasure.NeedsStaff(stays), of.IsShared ? [.. of.People.Select(person => person.Name)] : [], stays,
            await OpenAsync(database, email));
    }

    /// <param name="who">At a mailbox of several: one of <see cref="ErasurePlan.People"/>, or null for all of it.</param>
    public Task RunAsync(EmailAddress email, string? who, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                await EraseAsync(db, email, who);
                return true;
            },
            cancellationToken);

    private static Task<DataRequest?> OpenAsync(CooperaDb db, EmailAddress email) => db.DataRequests.AsNoTracking()
        .Where(r => r.EmailKey == email.Key && r.Kind == DataRequestKind.Erasure && r.Status == DataRequestStatus.Open)
        .OrderBy(r => r.AskedAt).FirstOrDefaultAsync();

    private async Task EraseAsync(CooperaDb db, EmailAddress email, string? who)
    {
        var now = clock.GetUtcNow();
        var of = await ReadOwnData.FindAsync(db, email, now);
        var since = now - Again;
        if (await OpenAsync(db, email) is not null
            || (of.Registrations.Count == 0 && await db.DataRequests.AnyAsync(
                r => r.EmailKey == email.Key && r.Kind == DataRequestKind.Erasure && r.AskedAt > since)))
        {
            return; // it waits for staff, or has just been done: who holds the link cannot fill list and mailbox
        }

        var stays = await Erasure.StaysAsync(db, of);
        var request = new DataRequest(
            DataRequestKind.Erasure, email, of.People.FirstOrDefault(person => person.Name == who)?.Name, null, now);
        if (!of.IsShared)
        {
            request.Forgot(await Erasure.ForgetAsync(db, [.. of.Registrations.Select(r => r.Id)], now));
            await Erasure.ForgetRestAsync(db, of);
            if (!Erasure.NeedsStaff(stays))
            {
                request.Close(DataRequestStatus.Done, "", staff: null, now);
            }
        }

        db.DataRequests.Add(request);
        db.Queue(MailCause.Proven, DataRequestMails.Of(request, of.IsShared ? [] : stays), email, "", registrationId: null, now);
        await db.SaveChangesAsync();
    }
}
