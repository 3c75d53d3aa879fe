using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Web.Public.Coordination.Adhesions;
using FluentValidation;

namespace Coopera.Web.Admin.Staff;

public sealed class AccountForm
{
    public const int ReasonMaxLength = 500;

    /// <summary>A <see cref="StaffMember.Version"/>.</summary>
    public string? Seen { get; set; }

    [Display(Name = "Nome e cognome")]
    public string? FullName { get; set; }

    [Display(Name = "Ruoli")]
    public string[]? Roles { get; set; }

    public bool MayExport { get; set; }

    [Display(Name = "Motivo")]
    public string? ChangeReason { get; set; }

    [Display(Name = "Motivo")]
    public string? SuspensionReason { get; set; }

    [Display(Name = "Motivo")]
    public string? ResetReason { get; set; }

    public static AccountForm Of(StaffMember member) =>
        new() { Seen = member.Version, FullName = member.User.FullName, Roles = [.. member.Roles], MayExport = member.MayExport };
}

public sealed class AccountFormValidator : AbstractValidator<AccountForm>
{
    public AccountFormValidator()
    {
        RuleSet(nameof(StaffPersonController.Change), () =>
        {
            RuleFor(form => form.FullName).Line("Il nome", StaffUser.FullNameMaxLength);
            RuleFor(form => form.Roles).Must(StaffRoles.AreSome).WithMessage("Scegli almeno uno dei quattro ruoli.");
            RuleFor(form => form.ChangeReason).Must(BeShort).WithMessage(TooLong);
        });
        RuleSet(nameof(StaffPersonController.Suspend), () => RuleFor(form => form.SuspensionReason).Cascade(CascadeMode.Stop)
            .Given("Scrivi perché lo sospendi: resta nel registro.").Must(BeShort).WithMessage(TooLong));
        RuleSet(nameof(StaffPersonController.ResetFactor), () => RuleFor(form => form.ResetReason).Cascade(CascadeMode.Stop)
            .Given("Scrivi perché lo azzeri, e come hai verificato chi te lo chiede: resta nel "
                + "registro.").Must(BeShort).WithMessage(TooLong));
    }

    private static string TooLong => Phrases.TooLong("Il motivo", AccountForm.ReasonMaxLength);

    private static bool BeShort(string? text) => Text.CleanParagraph(text).Length <= AccountForm.ReasonMaxLength;
}
