using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Staff;

namespace Coopera.Core.Questionnaires;

/// <summary>What staff do to a questionnaire. Once it is open its questions and who may answer stay as they are.</summary>
public sealed class ChangeSurvey(ChangedSurvey changed)
{
    public Task<ChangeResult> AddAsync(
        ChangeRequest<SurveyOf> request, SurveyQuestion question, CancellationToken cancellationToken = default) =>
        AskAsync(
            request with { AnyVersion = true }, AuditAction.SurveyQuestionAdded, questions => [.. questions, question], cancellationToken);

    public Task<ChangeResult> EditAsync(
        ChangeRequest<SurveyOf> request, SurveyQuestion question, CancellationToken cancellationToken = default) =>
        AskAsync(
            request, AuditAction.SurveyQuestionChanged,
            questions => [.. questions.Select(other => other.Key == question.Key ? question : other)], cancellationToken);

    public Task<ChangeResult> RemoveAsync(ChangeRequest<SurveyOf> request, Guid key, CancellationToken cancellationToken = default) =>
        AskAsync(
            request, AuditAction.SurveyQuestionRemoved, questions => [.. questions.Where(q => q.Key != key)], cancellationToken);

    public Task<ChangeResult> MoveAsync(
        ChangeRequest<SurveyOf> request, Guid key, bool up, CancellationToken cancellationToken = default) =>
        AskAsync(
            request, AuditAction.SurveyQuestionMoved,
            questions =>
            {
                var order = questions.ToList();
                var from = order.FindIndex(q => q.Key == key);
                var to = up ? from - 1 : from + 1;
                if (from >= 0 && to >= 0 && to < order.Count)
                {
                    (order[from], order[to]) = (order[to], order[from]);
                }

                return order;
            },
            cancellationToken);

    /// <param name="opensAt">Null: now, or when the webinar ends.</param>
    public Task<ChangeResult> OpenAsync(
        ChangeRequest<SurveyOf> request, SurveyAudience audience, DateTimeOffset? opensAt, DateTimeOffset closesAt,
        CancellationToken cancellationToken = default) => changed.RunAsync(
            request,
            change => change.Thing.Survey is { OpensAt: not null } survey && survey.ClosesAt == closesAt && survey.Audience == audience
                && (opensAt is null || survey.OpensAt == opensAt),
            change =>
            {
                var (webinar, survey) = change.Thing;
                var at = opensAt ?? (change.Now < webinar.EndsAt ? webinar.EndsAt : change.Now);
                at = at < webinar.EndsAt ? webinar.EndsAt : at;
                if (survey.WhyNotOpen(webinar, at, closesAt, change.Now) is { } why)
                {
                    return ChangeResult.Refused(
                        why.Sentence(),
                        why is SurveyRefusal.ClosesBeforeItOpens or SurveyRefusal.OpenTooLong ? "LastDay" : "");
                }

                survey.Open(webinar, audience, at, closesAt, change.Now);
                return change.Done(AuditAction.SurveyOpened, survey.Round.Title(), sentence: survey.OpensAt > change.Now
                    ? $"Il questionario si apre da solo {RomeTime.DateAndTime("il", survey.OpensAt!.Value)}."
                    : "Il questionario è aperto: le email partono tra poco, di giorno.");
            },
            cancellationToken);

    public Task<ChangeResult> UnplanAsync(ChangeRequest<SurveyOf> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Survey.OpensAt is null,
            change =>
            {
                if (change.Thing.Survey.StateAt(change.Now) != SurveyState.Planned)
                {
                    return ChangeResult.Refused(SurveyRefusal.OpenAlready.Sentence());
                }

                change.Thing.Survey.Unplan();
                return change.Done(AuditAction.SurveyUnplanned, change.Thing.Survey.Round.Title());
            },
            cancellationToken);

    public Task<ChangeResult> RescheduleAsync(
        ChangeRequest<SurveyOf> request, DateTimeOffset closesAt, CancellationToken cancellationToken = default) => changed.RunAsync(
            request,
            change => change.Thing.Survey.ClosesAt == closesAt,
            change =>
            {
                var survey = change.Thing.Survey;
                if (survey.WhyNotMove(closesAt, change.Now) is { } why)
                {
                    return ChangeResult.Refused(why.Sentence(), why == SurveyRefusal.ClosedAlready ? "" : "LastDay");
                }

                survey.Move(closesAt, change.Now);
                return change.Done(AuditAction.SurveyMoved, survey.Round.Title());
            },
            cancellationToken);

    public Task<ChangeResult> CloseAsync(ChangeRequest<SurveyOf> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Survey.StateAt(change.Now) is SurveyState.Closing or SurveyState.Counted,
            change =>
            {
                var survey = change.Thing.Survey;
                if (survey.StateAt(change.Now) != SurveyState.Open)
                {
                    return ChangeResult.Refused("Il questionario non è aperto.");
                }

                survey.Move(change.Now, change.Now);
                return change.Done(AuditAction.SurveyClosed, survey.Round.Title());
            },
            cancellationToken);

    private Task<ChangeResult> AskAsync(
        ChangeRequest<SurveyOf> request, string action, Func<IReadOnlyList<SurveyQuestion>, IReadOnlyList<SurveyQuestion>> edit,
        CancellationToken cancellationToken) => changed.RunAsync(
            request,
            change => change.Thing.Survey.Questions is var questions && edit(questions) is var edited
                && edited.Count == questions.Count && edited.Zip(questions).All(pair => pair.First.IsSameAs(pair.Second)),
            change =>
            {
                var survey = change.Thing.Survey;
                var edited = edit(survey.Questions);
                var why = survey.CanBeEditedAt(change.Now) ? Survey.WhyNotAsk(edited) : SurveyRefusal.OpenAlready;
                if (why is { } refusal)
                {
                    return ChangeResult.Refused(refusal.Sentence(), refusal == SurveyRefusal.TooManyTexts ? "Kind" : "");
                }

                survey.Ask(edited, change.Now);
                return change.Done(action, survey.Round.Title());
            },
            cancellationToken);
}
