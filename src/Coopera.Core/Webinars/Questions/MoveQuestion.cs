using Coopera.Core.Changes;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question changes place with its neighbour. It makes no version: no answer says anything else for it.</summary>
public sealed class MoveQuestion(ChangedQuestion changed)
{
    public static string Order(Questionnaire questions) => string.Join('.', questions.Questions.Select(q => q.Id));

    /// <param name="request">Its version is the order of all questions.</param>
    public Task<ChangeResult> RunAsync(ChangeRequest<QuestionId> request, bool up, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            change => change.Thing.Question is { } question && Order(change.Thing.Questions) == Moved(request.SeenVersion, question, up),
            change =>
            {
                var (_, question, questions) = change.Thing;
                if (question is null || Order(questions) != request.SeenVersion)
                {
                    return ChangeResult.Stale;
                }

                if (questions.WhyNotMove(question, up) is { } objection)
                {
                    return objection.Refused();
                }

                var before = Place(question, questions);
                questions.Move(question, up);
                return change.DoneAbout(
                    AuditAction.QuestionMoved,
                    question.Text,
                    [new("Posto nel modulo", before, Place(question, new Questionnaire(questions.Questions)))]);
            },
            cancellationToken);

    /// <summary>The order that there is once the question was moved in the one that was seen.</summary>
    private static string? Moved(string? seen, Question question, bool up)
    {
        var ids = (seen ?? "").Split('.').ToList();
        var from = ids.IndexOf($"{question.Id}");
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= ids.Count)
        {
            return null;
        }

        (ids[from], ids[to]) = (ids[to], ids[from]);
        return string.Join('.', ids);
    }

    private static string Place(Question question, Questionnaire questions) => $"{questions.Questions.ToList().IndexOf(question) + 1}";
}
