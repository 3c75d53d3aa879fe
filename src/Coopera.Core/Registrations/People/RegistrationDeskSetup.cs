using Coopera.Web.Features.Admin.Registrations.Bulk;
using Coopera.Web.Features.Admin.Registrations.People;
using Coopera.Web.Features.Admin.Search;

namespace Coopera.Web.Features.Admin.Registrations;

/// <summary>What the secretariat does with registrations.</summary>
public static class RegistrationDeskSetup
{
    public static IServiceCollection AddRegistrationDesk(this IServiceCollection services) => services
        .AddScoped<RegistrationExport>()
        .AddScoped<RegistrationDesk>()
        .AddScoped<AddPerson>()
        .AddScoped<EditPerson>()
        .AddScoped<SubstitutePerson>()
        .AddScoped<CancelForPerson>()
        .AddScoped<GivePlace>()
        .AddScoped<SendConfirmationAgain>()
        .AddScoped<HandleMany>()
        .AddScoped<EverythingSearch>();
}
