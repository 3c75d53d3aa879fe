using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

/// <summary>They do not want to be asked what they think any more; or they do again.</summary>
public sealed class DeclineSurveys(CooperaDb database)
{
    /// <returns>False when they were never asked: the link is of somebody who is gone.</returns>
    public Task<bool> RunAsync(int surveyId, Guid registrationId, bool declines, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            async db =>
            {
                var key = await db.Registrations.Where(r => r.Id == registrationId).Select(r => r.EmailKey).SingleOrDefaultAsync();
                return key is not null && await db.SurveyInvitations
                    .Where(i => declines
                        ? i.SurveyId == surveyId && i.RegistrationId == registrationId
                        : db.Registrations.Any(r => r.Id == i.RegistrationId && r.EmailKey == key))
                    .ExecuteUpdateAsync(i => i.SetProperty(x => x.Declined, declines)) > 0;
            },
            cancellationToken);
}
