using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;

namespace Coopera.Core.Presence.Evidence;

/// <summary>Staff answer who says "Non risulto presente"; the person is told by mail.</summary>
public sealed class DecidePresence(ChangedPresence changed)
{
    public const string Overtaken = "Nel frattempo la richiesta è stata decisa: guarda com’è adesso.";

    /// <param name="window">When they were there; null: refused.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Guid asked, TimeWindow? window, string answer, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            _ => false,
            change =>
            {
                var person = change.Thing;
                if (person.Request is not { } open || open.Id != asked)
                {
                    return ChangeResult.Stale;
                }

                if (window is { } given && CorrectPresence.RefusalOf(person, given, change.Now) is { } refusal)
                {
                    return refusal;
                }

                if (window is { } there)
                {
                    CorrectPresence.Add(change, there, PresencePhrases.OnRequest);
                }

                open.Decide(window is not null, change.Staff, answer, change.Now);
                var span = window is { } told ? PresencePhrases.Span(told) : null;
                change.Db.Queue(
                    MailCause.Staff,
                    new PresenceDecided(WebinarFacts.Of(person.Webinar), RegistrationFacts.Of(person.Registration), span, answer),
                    person.Registration, change.Now);
                return change.Done(
                    window is null ? AuditAction.PresenceRefused : AuditAction.PresenceAccepted, span ?? "", answer);
            },
            cancellationToken);
}
