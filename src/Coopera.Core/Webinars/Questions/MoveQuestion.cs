using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question changes place with its neighbour. It makes no version: no answer says anything else for it.</summary>
public sealed class MoveQuestion(QuestionDesk desk)
{
    /// <summary>What somebody had before their eyes who moves a question.</summary>
    public static string Order(Questionnaire questions) => string.Join('.', questions.Questions.Select(q => q.Id));

    public Task<QuestionResult> RunAsync(QuestionCall call, bool up, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(call.WebinarId, call.Staff, turn => Task.FromResult(Move(turn, call, up)), cancellationToken);

    private static QuestionResult Move(QuestionTurn turn, QuestionCall call, bool up)
    {
        if (Order(turn.Questions) != call.Seen || turn.Questions.Find(call.Key) is not { } question)
        {
            return QuestionOutcome.Overtaken;
        }

        if (turn.Questions.WhyNotMove(question, up) is { } objection)
        {
            return QuestionResult.Refused(objection);
        }

        var before = Place(question, turn.Questions);
        turn.Questions.Move(question, up);
        turn.Register("sposta una domanda del modulo", question.Text, before, Place(question, new Questionnaire(turn.Questions.Questions)));
        return QuestionOutcome.Done;
    }

    private static string Place(Question question, Questionnaire questions) => $"Posto nel modulo: {questions.Questions.ToList().IndexOf(question) + 1}";
}
