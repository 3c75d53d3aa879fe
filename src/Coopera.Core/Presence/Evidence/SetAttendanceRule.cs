using Coopera.Core.Changes;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Presence.Evidence;

/// <param name="HeldFrom">Null: as planned.</param>
/// <param name="HeldUntil">Null: as planned.</param>
public sealed record RuleContent(DateTimeOffset? HeldFrom, DateTimeOffset? HeldUntil, int ThresholdPercent, bool OfPlannedTime);

/// <summary>When the webinar really took place, and how much of it one has to be there.</summary>
public sealed class SetAttendanceRule(ChangedAttendance changed)
{
    /// <summary>Who writes a moment that is further away meant another day.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(12);

    public Task<ChangeResult> RunAsync(
        ChangeRequest<int> request, RuleContent content, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => content == new RuleContent(
            change.Thing.Rule.HeldFrom, change.Thing.Rule.HeldUntil, change.Thing.Rule.ThresholdPercent, change.Thing.Rule.OfPlannedTime),
        change =>
        {
            var (webinar, rule, isNew) = change.Thing;
            if (RefusalOf(webinar, content) is { } refusal)
            {
                return refusal;
            }

            rule.Change(content.HeldFrom, content.HeldUntil, content.ThresholdPercent, content.OfPlannedTime);
            if (isNew)
            {
                change.Db.AttendanceRules.Add(rule);
            }

            return change.Done(AuditAction.AttendanceRuleSet);
        },
        cancellationToken);

    private static ChangeResult? RefusalOf(Webinar webinar, RuleContent content)
    {
        var (from, until) = (content.HeldFrom ?? webinar.StartsAt, content.HeldUntil ?? webinar.EndsAt);
        return content.ThresholdPercent is < 1 or > 100 ? ChangeResult.Refused(PresencePhrases.WrongThreshold, "Threshold")
            : from < webinar.StartsAt - Near || from > webinar.EndsAt + Near ? ChangeResult.Refused(PresencePhrases.TooFar, "From.Time")
            : until <= from ? ChangeResult.Refused(PresencePhrases.EndsBeforeItBegins, "Until.Time")
            : until > webinar.EndsAt + Near ? ChangeResult.Refused(PresencePhrases.TooFar, "Until.Time")
            : null;
    }
}
