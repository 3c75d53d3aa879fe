using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

/// <summary>
/// Sends the way into an open questionnaire to who is meant and has not had it: who the thanks did not bring it to, who was found to have
/// been there later, and everybody three months after. Never at night. The row's key decides when two do it at once.
/// </summary>
public sealed class InviteToSurveys(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Queued = "surveys-queued";

    public const int Portion = 200;

    public string Name => "questionnaire-invitations";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var queued = 0;
        if (!ReminderTimes.IsQuiet(now))
        {
            var open = await database.Surveys.AsNoTracking()
                .Where(s => s.OpensAt <= now && s.ClosesAt > now && s.CountedAt == null).OrderBy(s => s.Id).ToListAsync(cancellationToken);
            foreach (var survey in open)
            {
                while (await TryAsync(survey.Id, now, cancellationToken) is > 0 and var some)
                {
                    queued += some;
                }
            }
        }

        return JobReport.Of((Queued, queued));
    }

    private async Task<int> TryAsync(int survey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(db => InviteAsync(db, survey, now), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return 0; // the next round sees how it is
        }
    }

    private static async Task<int> InviteAsync(CooperaDb db, int id, DateTimeOffset now)
    {
        var webinarId = await db.Surveys.Where(s => s.Id == id).Select(s => (int?)s.WebinarId).SingleOrDefaultAsync();
        if (webinarId is null || await db.LockWebinarAsync(webinarId.Value) is not { Status: WebinarStatus.Published } webinar
            || webinar.EndsAt > now)
        {
            return 0;
        }

        var survey = await db.Surveys.AsNoTracking().SingleAsync(s => s.Id == id);
        if (survey.StateAt(now) != SurveyState.Open || ThanksBringIt(survey, webinar, now))
        {
            return 0;
        }

        var people = (await SurveyReaders.ToAskAsync(db, survey, webinar)).Take(Portion).ToList();
        var facts = WebinarFacts.Of(webinar);
        foreach (var person in people)
        {
            var mail = Outbox.Row(
                MailCause.Schedule,
                new QuestionnaireOpen(facts, RegistrationFacts.Of(person), survey.Id, survey.Round, survey.ClosesAt!.Value),
                person.Email, person.FullName, person.Id, now);
            db.OutgoingMails.Add(mail);
            db.SurveyInvitations.Add(new SurveyInvitation(survey.Id, person.Id, mail.Id));
        }

        await db.SaveChangesAsync();
        return people.Count;
    }

    /// <summary>Until they have been written, who would get a mail now would get two in a day.</summary>
    private static bool ThanksBringIt(Survey survey, Webinar webinar, DateTimeOffset now) =>
        survey.Round == SurveyRound.Afterwards && webinar.Sends(ReminderRule.Thanks)
        && ReminderTimes.Of(ReminderRule.Thanks, webinar.StartsAt, webinar.EndsAt) is { } window && now < window.PlannedUntil;
}
