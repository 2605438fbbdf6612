import ChartIcon from '@mui/icons-material/BarChart'
import GlassIcon from '@mui/icons-material/Emergency'
import ReviewIcon from '@mui/icons-material/HowToReg'
import PrivacyIcon from '@mui/icons-material/PrivacyTip'
import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import {
  AppBar,
  CanAccess,
  Logout,
  Menu,
  Layout as RaLayout,
  TitlePortal,
  UserMenu,
  useCanAccess,
  useGetIdentity,
  useRedirect,
  useTranslate,
} from 'react-admin'
import { PatientFinder } from '../patients/PatientFinder.tsx'

function DeskMenu() {
  const translate = useTranslate()
  return (
    <Menu>
      <Menu.DashboardItem primaryText={translate('desk.menu.home')} />
      <Menu.ResourceItem name="patients" />
      <Menu.ResourceItem name="cases" />
      <CanAccess resource="adoption" action="list">
        <Menu.Item to="/adoption" primaryText={translate('desk.menu.adoption')} leftIcon={<ChartIcon />} />
      </CanAccess>
      <CanAccess resource="privacy.review" action="list">
        <Menu.Item
          to="/privacy-alerts"
          primaryText={translate('desk.privacy.menu')}
          leftIcon={<PrivacyIcon />}
        />
      </CanAccess>
      <Menu.ResourceItem name="audit" />
      <Menu.ResourceItem name="staff" />
      <CanAccess resource="patients.break-glass" action="list">
        <Menu.Item to="/break-glass" primaryText={translate('desk.glass.title')} leftIcon={<GlassIcon />} />
      </CanAccess>
      <CanAccess resource="access-reviews" action="list">
        <Menu.Item
          to="/access-reviews"
          primaryText={translate('desk.review.title')}
          leftIcon={<ReviewIcon />}
        />
      </CanAccess>
    </Menu>
  )
}

function FindButton({ onOpen }: { onOpen: () => void }) {
  const translate = useTranslate()
  return (
    <Button
      color="inherit"
      startIcon={<SearchIcon />}
      onClick={onOpen}
      aria-keyshortcuts="Control+K"
      sx={{ ml: 2 }}
    >
      {translate('desk.find.title')}{' '}
      <Typography component="kbd" sx={{ ml: 1, font: 'inherit', opacity: 0.85 }}>
        Ctrl K
      </Typography>
    </Button>
  )
}

// react-admin names the button “Profile” while it shows the person's name; speech users say what they see.
function NamedUserMenu() {
  const { identity } = useGetIdentity()
  return (
    <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
      <Logout />
    </UserMenu>
  )
}

/** The frame of every page: menu, and the patient search that Ctrl K opens from anywhere. */
export function Layout({ children }: { children: ReactNode }) {
  const [finding, setFinding] = useState(false)
  const { canAccess } = useCanAccess({ resource: 'patients', action: 'list' })
  const redirect = useRedirect()
  const translate = useTranslate()

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && canAccess) {
        event.preventDefault()
        setFinding(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [canAccess])

  // A bar made anew at each render would be mounted anew too, and lose the focus of its buttons.
  const Bar = useCallback(
    () => (
      <AppBar color="primary" userMenu={<NamedUserMenu />}>
        <TitlePortal component="div" />
        {canAccess && <FindButton onOpen={() => setFinding(true)} />}
      </AppBar>
    ),
    [canAccess],
  )

  return (
    <RaLayout menu={DeskMenu} appBar={Bar}>
      <Box sx={{ pr: { sm: 1.5 } }}>{children}</Box>
      <Dialog
        open={finding}
        onClose={() => setFinding(false)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="find-title"
      >
        <DialogTitle id="find-title">{translate('desk.find.title')}</DialogTitle>
        <DialogContent sx={{ minHeight: 360 }}>
          {finding && (
            <PatientFinder
              eager
              onPick={(patient) => {
                setFinding(false)
                redirect('show', 'patients', patient.id)
              }}
            />
          )}
        </DialogContent>
      </Dialog>
    </RaLayout>
  )
}
