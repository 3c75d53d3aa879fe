using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question is no longer asked. What was answered stays, with the question as it was.</summary>
public sealed class RemoveQuestion(QuestionDesk desk)
{
    public Task<QuestionResult> RunAsync(QuestionCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(call.WebinarId, call.Staff, turn => RemoveAsync(turn, call), cancellationToken);

    private static async Task<QuestionResult> RemoveAsync(QuestionTurn turn, QuestionCall call)
    {
        if (turn.Questions.Find(call.Key) is not { } question || question.Mark() != call.Seen)
        {
            return QuestionOutcome.Overtaken;
        }

        if (turn.Questions.WhyNotRemove(question) is { } objection)
        {
            return QuestionResult.Refused(objection);
        }

        var described = QuestionPhrases.Describe(question.Content(), turn.Questions);
        question.Retire(turn.Now);
        if (question.Version == 1 && !await turn.IsAnsweredAsync(question))
        {
            turn.Db.Questions.Remove(question); // never answered: nothing hangs on it
        }

        turn.Register("toglie una domanda dal modulo", question.Text, described, null);
        return QuestionOutcome.Done;
    }
}
