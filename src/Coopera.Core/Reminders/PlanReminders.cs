using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Questionnaires;
using Coopera.Domain.Mail;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Reminders;

/// <summary>
/// Looks every minute whose moment has come (<see cref="ReminderTimes"/>) and writes one row a person: a mail is queued, or it is too late
/// for one. The row's index decides when two do it at once.
/// </summary>
public sealed class PlanReminders(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Queued = "reminders-queued";

    public const string Skipped = "reminders-skipped";

    public const int Portion = 200;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);
    private static readonly TimeSpan Behind = TimeSpan.FromDays(3);

    public string Name => "webinar-reminders";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (from, to) = (now - Behind, now + Ahead);
        var webinars = await database.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && w.EndsAt > from && w.StartsAt < to)
            .OrderBy(w => w.StartsAt).ToListAsync(cancellationToken);
        var (queued, skipped) = (0, 0);
        foreach (var webinar in webinars)
        {
            foreach (var rule in ReminderChoice.All.Where(webinar.Sends))
            {
                if (ReminderTimes.Of(rule, webinar.StartsAt, webinar.EndsAt) is not { } window || now < window.At)
                {
                    continue;
                }

                while (await Due(database, webinar, rule).AnyAsync(cancellationToken))
                {
                    if (await TryPlanAsync(webinar, rule, now, cancellationToken) is not ({ } planned, { } passed))
                    {
                        break; // overtaken: the next round sees how it is
                    }

                    (queued, skipped) = (queued + planned, skipped + passed);
                }
            }
        }

        return JobReport.Of((Queued, queued), (Skipped, skipped));
    }

    private async Task<(int? Queued, int? Skipped)> TryPlanAsync(
        Webinar seen, ReminderRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(db => PlanAsync(db, seen, rule, now), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return (null, null);
        }
    }

    /// <summary>Under the webinar's lock: an editor may have moved it, or another node been quicker.</summary>
    private static async Task<(int? Queued, int? Skipped)> PlanAsync(CooperaDb db, Webinar seen, ReminderRule rule, DateTimeOffset now)
    {
        if (await db.LockWebinarAsync(seen.Id) is not { Status: WebinarStatus.Published } webinar
            || (webinar.StartsAt, webinar.EndsAt) != (seen.StartsAt, seen.EndsAt) || !webinar.Sends(rule)
            || ReminderTimes.Of(rule, webinar.StartsAt, webinar.EndsAt) is not { } window)
        {
            return (null, null);
        }

        var people = await Due(db, webinar, rule).AsNoTracking().OrderBy(r => r.Number).Take(Portion).ToListAsync();
        if (people.Count == 0)
        {
            return (null, null);
        }

        var facts = WebinarFacts.Of(webinar);
        var cameIn = await CameInAsync(db, rule, people);
        var hasMaterials = rule == ReminderRule.Thanks
            && await db.Webinars.Where(w => w.Id == webinar.Id).SelectMany(w => w.Materials).AnyAsync();
        var survey = rule == ReminderRule.Thanks ? await SurveyReaders.OfThanksAsync(db, webinar, now) : null;
        var queued = 0;
        foreach (var person in people)
        {
            // Who signed up after the moment has just had the confirmation, with all that this would say.
            var isInTime = now < window.PlannedUntil && person.CreatedAt <= window.At;
            OutgoingMail? mail = null;
            if (isInTime)
            {
                mail = Outbox.Row(
                    MailCause.Schedule, MailFor(person), person.Email, person.FullName, person.Id, now);
                db.OutgoingMails.Add(mail);
                queued++;
                if (survey?.Asked.Contains(person.Id) == true)
                {
                    db.SurveyInvitations.Add(new SurveyInvitation(survey.Id, person.Id, mail.Id));
                }
            }

            db.Reminders.Add(new Reminder(person.Id, rule, webinar.StartsAt, mail?.Id, now));
        }

        await db.SaveChangesAsync();
        return (queued, people.Count - queued);

        MailContent MailFor(Registration person)
        {
            var own = RegistrationFacts.Of(person);
            return rule switch
            {
                ReminderRule.StillWaiting => new WaitedInVain(facts, own, webinar.StartsAt),
                ReminderRule.Thanks => new WebinarThanks(facts, own, cameIn.Contains(person.Id), hasMaterials)
                {
                    SurveyId = survey?.Asked.Contains(person.Id) == true ? survey.Id : null,
                },
                _ => new WebinarReminder(facts, own, rule, webinar.StartsAt),
            };
        }
    }

    private static async Task<IReadOnlySet<Guid>> CameInAsync(CooperaDb db, ReminderRule rule, List<Registration> people)
    {
        if (rule != ReminderRule.Thanks)
        {
            return new HashSet<Guid>();
        }

        var ids = people.ConvertAll(person => person.Id);
        return (await db.PresenceIntervals
            .Where(p => ids.Contains(p.RegistrationId) && p.ExcludedAt == null)
            .Select(p => p.RegistrationId).Distinct().ToListAsync()).ToHashSet();
    }

    private static IQueryable<Registration> Due(CooperaDb db, Webinar webinar, ReminderRule rule)
    {
        var whose = rule == ReminderRule.StillWaiting ? RegistrationStatus.Waiting : RegistrationStatus.Confirmed;
        return db.Registrations.Where(r => r.WebinarId == webinar.Id && r.Status == whose && r.ForgottenAt == null
            && !db.Reminders.Any(x => x.RegistrationId == r.Id && x.Rule == rule && x.ForStart == webinar.StartsAt));
    }
}
