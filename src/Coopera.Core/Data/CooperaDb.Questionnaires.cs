using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

public abstract partial class CooperaDb
{
    public DbSet<Survey> Surveys => Set<Survey>();

    public DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();

    public DbSet<SpentBallot> SpentBallots => Set<SpentBallot>();

    public DbSet<SealedAnswer> SealedAnswers => Set<SealedAnswer>();

    public DbSet<CountedAnswer> CountedAnswers => Set<CountedAnswer>();

    public DbSet<CountedText> CountedTexts => Set<CountedText>();

    /// <summary>Locks a questionnaire's row until the transaction ends and reads it, tracked. Null when there is none.</summary>
    public async Task<Survey?> LockSurveyAsync(int id) =>
        await Surveys.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, x => x.Version)) == 0
            ? null
            : await Surveys.SingleAsync(s => s.Id == id);

    /// <summary>Whoever has this registration's address has said that they do not want to be asked what they think.</summary>
    public Task<bool> DeclinesSurveysAsync(Guid registrationId) => SurveyInvitations.AnyAsync(i => i.Declined
        && Registrations.Any(said => said.Id == i.RegistrationId
            && Registrations.Any(own => own.Id == registrationId && own.EmailKey == said.EmailKey)));
}
