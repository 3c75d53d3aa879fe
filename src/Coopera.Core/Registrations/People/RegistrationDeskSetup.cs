using Coopera.Core.Changes;
using Coopera.Core.Registrations.Lists;

namespace Coopera.Core.Registrations.People;

/// <summary>What the secretariat does with registrations.</summary>
public static class RegistrationDeskSetup
{
    public static IServiceCollection AddRegistrationDesk(this IServiceCollection services) => services
        .AddScoped<RegistrationDesk>()
        .AddScoped<AddPerson>()
        .AddScoped<EditPerson>()
        .AddScoped<SubstitutePerson>()
        .AddScoped<CancelForPerson>()
        .AddScoped<GivePlace>()
        .AddScoped<SendConfirmationAgain>()
        .AddScoped<HandleMany>();
}
