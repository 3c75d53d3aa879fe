using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

public static class ReminderPhrases
{
    public static string Label(this ReminderRule rule) => rule switch
    {
        ReminderRule.WeekBefore => "7 giorni prima",
        ReminderRule.DayBefore => "1 giorno prima",
        ReminderRule.HourBefore => "1 ora prima",
        ReminderRule.StillWaiting => "a chi è ancora in lista d’attesa",
        _ => "grazie e materiali, il giorno dopo",
    };

    /// <summary>What the editor's box says.</summary>
    public static string Choice(this ReminderRule rule) => rule switch
    {
        ReminderRule.WeekBefore => "Promemoria 7 giorni prima, alle 9:00",
        ReminderRule.DayBefore => "Promemoria il giorno prima, alle 9:00",
        ReminderRule.HourBefore => "Promemoria un’ora prima",
        ReminderRule.StillWaiting => "Un’ora prima, a chi è ancora in lista d’attesa: non si è liberato un posto",
        _ => "Grazie e materiali, il giorno dopo alle 9:00",
    };

    /// <summary>For the register, and for whoever was overtaken by a colleague.</summary>
    public static string Sent(ReminderRules leftOut) =>
        ReminderChoice.All.Where(rule => !leftOut.HasFlag(rule.Flag())).Select(rule => rule.Label()).ToList() is { Count: > 0 } sent
            ? string.Join(", ", sent)
            : "nessuna";
}
