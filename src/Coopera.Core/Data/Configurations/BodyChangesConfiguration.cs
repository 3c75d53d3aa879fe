using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class BodyChangesConfiguration : IEntityTypeConfiguration<FormerPec>, IEntityTypeConfiguration<IpaImport>
{
    public void Configure(EntityTypeBuilder<FormerPec> pec)
    {
        pec.Property(p => p.Id).ValueGeneratedNever();
        pec.Property(p => p.BodyCode).HasMaxLength(PublicBody.CodeMaxLength);
        pec.Property(p => p.Address).HasMaxLength(EmailAddress.MaxLength);
        pec.HasOne<PublicBody>().WithMany().HasForeignKey(p => p.BodyCode).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IpaImport> import)
    {
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Staff).HasMaxLength(IpaImport.StaffMaxLength);
        import.Property(i => i.Source).HasMaxLength(IpaImport.SourceMaxLength);
        import.Property(i => i.Outcome).HasMaxLength(IpaImport.OutcomeMaxLength);
    }
}
