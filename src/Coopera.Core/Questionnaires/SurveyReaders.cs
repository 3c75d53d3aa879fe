using Coopera.Core.Data;
using Coopera.Core.Presence;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

/// <summary>Who is asked.</summary>
public static class SurveyReaders
{
    public static IQueryable<Registration> SignedUp(CooperaDb db, Survey survey) => db.Registrations.AsNoTracking()
        .Where(r => r.WebinarId == survey.WebinarId && r.Status == RegistrationStatus.Confirmed);

    /// <summary>
    /// Those who are meant and have not been sent the way in, nor said that they do not want to be asked. One ballot a person, also of who
    /// cancelled and signed up again.
    /// </summary>
    public static async Task<IReadOnlyList<Registration>> ToAskAsync(
        CooperaDb db, Survey survey, Webinar webinar, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var waiting = NotAsked(db, survey).OrderBy(r => r.Number);
        if (survey.Audience != SurveyAudience.Attended)
        {
            return await waiting.Take(most).ToListAsync(cancellationToken);
        }

        var attendance = await db.AttendanceAsync(webinar, cancellationToken);
        return [.. (await waiting.ToListAsync(cancellationToken)).Where(r => attendance.Reaches(r.Id)).Take(most)];
    }

    private static IQueryable<Registration> NotAsked(CooperaDb db, Survey survey)
    {
        var meant = SignedUp(db, survey)
            .Where(r => !db.SurveyInvitations.Any(i => i.SurveyId == survey.Id
                && db.Registrations.Any(asked => asked.Id == i.RegistrationId && asked.EmailKey == r.EmailKey
                    && asked.FirstName == r.FirstName && asked.LastName == r.LastName)))
            .Where(r => !db.SurveyInvitations.Any(i => i.Declined
                && db.Registrations.Any(said => said.Id == i.RegistrationId && said.EmailKey == r.EmailKey)));
        return survey.Audience == SurveyAudience.SignedUp
            ? meant
            : meant.Where(r => db.PresenceIntervals.Any(p => p.RegistrationId == r.Id && p.ExcludedAt == null));
    }

    /// <summary>
    /// The questionnaire that the thanks bring the way into, for whom, under the webinar's lock; null when none is open. Who writes them
    /// notes each with its mail.
    /// </summary>
    public static async Task<ThanksSurvey?> OfThanksAsync(CooperaDb db, Webinar webinar, DateTimeOffset now)
    {
        var survey = await db.Surveys.AsNoTracking()
            .SingleOrDefaultAsync(s => s.WebinarId == webinar.Id && s.Round == SurveyRound.Afterwards);
        return survey?.StateAt(now) != SurveyState.Open
            ? null
            : new ThanksSurvey(survey.Id, (await ToAskAsync(db, survey, webinar)).Select(r => r.Id).ToHashSet());
    }
}

/// <param name="Asked">By registration.</param>
public sealed record ThanksSurvey(int Id, IReadOnlySet<Guid> Asked);
