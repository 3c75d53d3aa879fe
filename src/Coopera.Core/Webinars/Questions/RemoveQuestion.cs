using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

public sealed class RemoveQuestion(ChangedQuestion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<QuestionId> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Question is null,
            async change =>
            {
                var (question, questions) = (change.Thing.Question!, change.Thing.Questions);
                if (questions.WhyNotRemove(question) is { } objection)
                {
                    return objection.Refused();
                }

                var fields = QuestionPhrases.Fields(question.Content(), questions);
                question.Retire(change.Now);
                if (question.Version == 1 && !await change.IsAnsweredAsync(question))
                {
                    change.Db.Questions.Remove(question); // never answered: nothing hangs on it
                }

                return change.DoneAbout(AuditAction.QuestionRemoved, question.Text, FieldChange.Gone(fields));
            },
            cancellationToken);
}
