using Coopera.Core;
using Coopera.Domain.Words;
using FluentValidation;

namespace Coopera.Web.Shared;

/// <summary>Names, roles and bodies are what they say: the texts go into mails to addresses that anybody may have typed.</summary>
public static class WordsRules
{
    public static void Name<T>(this IRuleBuilder<T, string?> rule, string what) =>
        rule.Custom((value, context) => Refuse(PersonName.FaultOf(value), what, context));

    /// <summary>On the last name, whose field shows what is wrong with the two together.</summary>
    public static void NameTogether<T>(this IRuleBuilder<T, string?> rule, Func<T, string?> first) => rule.Custom((last, context) =>
    {
        var name = first(context.InstanceToValidate);
        if (PersonName.FaultOf(name) is null && PersonName.FaultOf(last) is null)
        {
            Refuse(PersonName.FaultTogether(name, last), "il nome e il cognome", context);
        }
    });

    public static void Designation<T>(this IRuleBuilder<T, string?> rule, string what) =>
        rule.Custom((value, context) => Refuse(Domain.Words.Designation.FaultOf(value), what, context));

    private static void Refuse<T>(WordsFault? fault, string what, ValidationContext<T> context)
    {
        if (fault is { } found)
        {
            context.AddFailure(found.Sentence(what));
        }
    }
}
