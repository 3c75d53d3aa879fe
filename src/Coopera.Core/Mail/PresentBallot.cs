using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// Whether a mail still brings the way into a questionnaire. A person has one: the mail that carries it, until that has left. Sent again,
/// or as a second one, it would be a second answer.
/// </summary>
internal static class PresentBallot
{
    /// <summary>Null: it does, or it never did.</summary>
    public static async Task<MailFailureKind?> OfAsync(CooperaDb db, OutgoingMail mail, MailContent content, DateTimeOffset now)
    {
        var id = content switch
        {
            QuestionnaireOpen asked => asked.SurveyId,
            WebinarThanks thanks => thanks.SurveyId,
            _ => null,
        };
        if (id is null || mail.RegistrationId is not { } registration)
        {
            return null;
        }

        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is not { } survey
            || survey.ClosesAt is not { } closes || now >= closes)
        {
            return MailFailureKind.TooLate;
        }

        var own = await db.SurveyInvitations.AnyAsync(i => i.SurveyId == id && i.RegistrationId == registration && i.MailId == mail.Id);
        return mail.SentAt is null && own && !await db.DeclinesSurveysAsync(registration) ? null : MailFailureKind.StandsOtherwise;
    }

    public static MailContent Keep(MailContent content, MailFailureKind? why) =>
        content is WebinarThanks thanks && why is not null ? thanks with { SurveyId = null } : content;
}
