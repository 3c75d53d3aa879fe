using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A new question, at the end of the form. Who has signed up already is not told.</summary>
public sealed class AddQuestion(QuestionDesk desk)
{
    public Task<QuestionResult> RunAsync(
        int webinarId, QuestionContent content, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            webinarId,
            staff,
            turn =>
            {
                if (turn.Questions.WhyNotAdd(content) is { } objection)
                {
                    return Task.FromResult(QuestionResult.Refused(objection));
                }

                turn.Db.Questions.Add(Question.Ask(webinarId, turn.Questions.Questions.Select(q => q.Position).DefaultIfEmpty().Max() + 1, content));
                turn.Register("aggiunge una domanda al modulo", content.Text, null, QuestionPhrases.Describe(content, turn.Questions));
                return Task.FromResult<QuestionResult>(QuestionOutcome.Done);
            },
            cancellationToken,
            form);
}
