using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class SchedaRequestConfiguration : IEntityTypeConfiguration<SchedaRequest>
{
    public void Configure(EntityTypeBuilder<SchedaRequest> request)
    {
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        request.Property(r => r.EmailKey).HasMaxLength(EmailAddress.MaxLength);
        request.Property(r => r.PublicBodyCode).HasMaxLength(PublicBody.CodeMaxLength);
        request.Property(r => r.OtherBody).HasMaxLength(SchedaRequest.OtherBodyMaxLength);
        request.Property(r => r.SearchText).HasMaxLength(600);
        request.Property(r => r.PrivacyNoticeVersion).HasMaxLength(20);
        request.HasOne<PublicBody>().WithMany().HasForeignKey(r => r.PublicBodyCode).OnDelete(DeleteBehavior.Restrict);
        request.HasIndex(r => r.SubmissionId).IsUnique();
        request.HasIndex(r => new { r.EmailKey, r.RequestedAt });
        request.HasIndex(r => r.RequestedAt);
    }
}
