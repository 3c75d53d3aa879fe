using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question put right: in place while nobody has answered it, else as a new version.</summary>
public sealed class ChangeQuestion(QuestionDesk desk)
{
    public Task<QuestionResult> RunAsync(QuestionCall call, QuestionContent content, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(call.WebinarId, call.Staff, turn => ChangeAsync(turn, call, content), cancellationToken);

    private static async Task<QuestionResult> ChangeAsync(QuestionTurn turn, QuestionCall call, QuestionContent content)
    {
        if (turn.Questions.Find(call.Key) is not { } question || question.Mark() != call.Seen)
        {
            return QuestionOutcome.Overtaken;
        }

        var was = question.Content();
        if (was.IsSameAs(content))
        {
            return QuestionOutcome.NothingToDo;
        }

        if (turn.Questions.WhyNotChange(question, content) is { } objection)
        {
            return QuestionResult.Refused(objection);
        }

        var next = question.Change(content, await turn.IsAnsweredAsync(question), turn.Now);
        var (before, after) = QuestionPhrases.Difference(was, content, turn.Questions);
        if (ReferenceEquals(next, question))
        {
            turn.Register("cambia una domanda del modulo", was.Text, before, after);
            return QuestionOutcome.Done;
        }

        turn.Db.Questions.Add(next);
        turn.Register($"cambia una domanda del modulo: versione {next.Version}", was.Text, before, after);
        return QuestionOutcome.NewVersion;
    }
}
