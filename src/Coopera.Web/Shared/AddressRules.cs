using Coopera.Core;
using Coopera.Domain;
using FluentValidation;

namespace Coopera.Web.Shared;

public static class AddressRules
{
    public static IRuleBuilderOptions<T, string?> Address<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(typed => EmailAddress.TryParse(typed, out _)).WithMessage((_, typed) => AddressPhrases.Fault(typed));
}
