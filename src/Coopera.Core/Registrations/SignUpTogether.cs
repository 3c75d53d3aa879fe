using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// Somebody signs up several people of one body: each as by the form for one, all of them or none. Who shares a mailbox with another one
/// of them confirms from it, in one go.
/// </summary>
public sealed class SignUpTogether(CooperaDb database, SignUp signUp, TimeProvider clock)
{
    public const int Most = 20;

    /// <returns>One answer a person, in their order; a single one when none can be signed up.</returns>
    public async Task<IReadOnlyList<SignUpOutcome>> RunAsync(
        int webinarId, IReadOnlyList<Participant> people, PrivacyNoticeReading notice, string? network = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // one of them came in between: now they are found
        }

        Task<IReadOnlyList<SignUpOutcome>> TryAsync() =>
            database.WriteAsync(db => RegisterAsync(db, webinarId, people, notice, network), cancellationToken);
    }

    private async Task<IReadOnlyList<SignUpOutcome>> RegisterAsync(
        CooperaDb db, int webinarId, IReadOnlyList<Participant> people, PrivacyNoticeReading notice, string? network)
    {
        var (now, together) = (clock.GetUtcNow(), new SignedUpTogether());
        var outcomes = new List<SignUpOutcome>(people.Count);
        var mailboxes = new HashSet<string>();
        foreach (var person in people)
        {
            var sent = new SentSignUp(person, notice, network, Proof: null, now) { Together = together };
            var outcome = (await signUp.RegisterAsync(db, webinarId, sent)).Outcome;
            if (outcome is SignUpOutcome.NotOpen or SignUpOutcome.QuestionsChanged)
            {
                return [outcome];
            }

            // What the form itself shows, and nothing of who has signed up before.
            outcomes.Add(mailboxes.Add(person.Email.Key) ? outcome : SignUpOutcome.ToConfirm);
        }

        await together.TellAsync(db, now);
        return outcomes;
    }
}
