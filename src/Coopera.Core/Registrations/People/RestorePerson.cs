using Coopera.Core.Changes;
using Coopera.Domain.Staff;

namespace Coopera.Core.Registrations.People;

/// <summary>A registration that was cancelled a moment ago, by whoever, is again what it was.</summary>
public sealed class RestorePerson(ChangedRegistration changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => Task.FromResult(change.Thing.Registration.IsActive),
        async change =>
        {
            var (registration, webinar) = change.Thing;
            var outcome = await Cancellations.TakeBackAsync(change.Db, webinar, registration, change.Staff, change.Now);
            return outcome == TakenBack.Done
                ? change.Done(AuditAction.RegistrationRestored, sentence: outcome.Sentence())
                : ChangeResult.Refused(outcome.Sentence());
        },
        null,
        cancellationToken);
}
