namespace Coopera.Domain.Webinars;

/// <summary>What the site writes by itself to the people of a webinar.</summary>
public enum ReminderRule
{
    WeekBefore,

    DayBefore,

    HourBefore,

    /// <summary>To who waited in vain, before it begins.</summary>
    StillWaiting,

    /// <summary>With the materials, the day after.</summary>
    Thanks,
}

[Flags]
public enum ReminderRules
{
    None = 0,
    WeekBefore = 1,
    DayBefore = 2,
    HourBefore = 4,
    StillWaiting = 8,
    Thanks = 16,
}

public static class ReminderChoice
{
    public static IReadOnlyList<ReminderRule> All { get; } = Enum.GetValues<ReminderRule>();

    public static ReminderRules Flag(this ReminderRule rule) => (ReminderRules)(1 << (int)rule);

    public static bool Sends(this Webinar webinar, ReminderRule rule) => !webinar.LeftOutReminders.HasFlag(rule.Flag());
}
