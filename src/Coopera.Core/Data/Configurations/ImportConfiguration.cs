using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<RegistrationImport>, IEntityTypeConfiguration<ImportedRegistration>
{
    public void Configure(EntityTypeBuilder<RegistrationImport> import)
    {
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Staff).HasMaxLength(RegistrationImport.StaffMaxLength);
        import.Property(i => i.Source).HasMaxLength(RegistrationImport.SourceMaxLength);
        import.Property(i => i.Purpose).HasMaxLength(RegistrationImport.PurposeMaxLength);
        import.Property(i => i.Informed).HasMaxLength(RegistrationImport.InformedMaxLength);
        import.Property(i => i.UndoneBy).HasMaxLength(RegistrationImport.StaffMaxLength);
        import.Ignore(i => i.UndoUntil);
        import.HasOne<Webinar>().WithMany().HasForeignKey(i => i.WebinarId).OnDelete(DeleteBehavior.Cascade);
        import.HasIndex(i => new { i.WebinarId, i.At });
    }

    public void Configure(EntityTypeBuilder<ImportedRegistration> imported)
    {
        imported.HasKey(i => i.RegistrationId);
        imported.Property(i => i.RegistrationId).ValueGeneratedNever();
        imported.HasOne<Registration>().WithOne()
            .HasForeignKey<ImportedRegistration>(i => i.RegistrationId).OnDelete(DeleteBehavior.Cascade);
        imported.HasOne<RegistrationImport>().WithMany().HasForeignKey(i => i.ImportId).OnDelete(DeleteBehavior.Cascade);
        imported.HasIndex(i => i.ImportId);
    }
}
