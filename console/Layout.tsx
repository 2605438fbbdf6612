import HomeIcon from '@mui/icons-material/Dashboard'
import AccountIcon from '@mui/icons-material/ManageAccounts'
import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import ListItemIcon from '@mui/material/ListItemIcon'
import UserMenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import {
  AppBar,
  Logout,
  Menu,
  Layout as RaLayout,
  ToggleThemeButton,
  UserMenu,
  useGetIdentity,
  usePermissions,
  useUserMenu,
} from 'react-admin'
import { Link } from 'react-router'
import { LogAlarm } from './audit/LogAlarm.tsx'
import { useApprovalsWaiting } from './callers/useApprovalsWaiting.ts'
import { WaitingSound } from './cases/WaitingSound.tsx'
import { FocusNet } from './core/FocusNet.tsx'
import { UnsavedGuard } from './core/form/unsaved.tsx'
import { Keyboard } from './core/Keyboard.tsx'
import { LanguageButton } from './core/LanguageButton.tsx'
import { MenuItem } from './core/MenuItem.tsx'
import { Offline } from './core/Offline.tsx'
import { menuOf } from './core/places.ts'
import { SessionClock } from './core/SessionClock.tsx'
import { SessionGate } from './core/SessionGate.tsx'
import { Sidebar } from './core/Sidebar.tsx'
import type { SignedIn } from './core/session.ts'
import { useWide } from './core/useWide.ts'
import { useWords } from './core/words/useWords.ts'
import { homes } from './home/homes.ts'
import { PatientFinder } from './patients/PatientFinder.tsx'
import { useOpenPatient } from './patients/useOpenPatient.ts'
import { places } from './places.ts'

/** What this person may open, in the order the places are declared. */
function DeskMenu() {
  const say = useWords()
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  return (
    <Menu>
      {staff && homes[staff.role] === '/' && (
        <MenuItem
          to="/"
          label={say('desk.menu.home')}
          icon={<HomeIcon />}
          useWaiting={staff.permissions.includes('callers.approve') ? useApprovalsWaiting : undefined}
        />
      )}
      {staff &&
        menuOf(places, staff.permissions).map(({ path, label, icon: Icon, useWaiting }) => (
          <MenuItem key={path} to={path} label={say(label)} icon={<Icon />} useWaiting={useWaiting} />
        ))}
    </Menu>
  )
}

function FindButton({ onOpen }: { onOpen: () => void }) {
  const say = useWords()
  return (
    <Button
      color="inherit"
      startIcon={<SearchIcon />}
      onClick={onOpen}
      aria-keyshortcuts="Control+K"
      aria-label={`${say('desk.find.title')} Ctrl K`}
      sx={{ whiteSpace: 'nowrap', '& .MuiButton-startIcon': { mr: { xs: 0, sm: 1 } }, minWidth: 44 }}
    >
      <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
        {say('desk.find.title')}{' '}
        <Typography component="kbd" sx={{ ml: 1, font: 'inherit', opacity: 0.85 }}>
          Ctrl K
        </Typography>
      </Box>
    </Button>
  )
}

function MyAccountItem() {
  const say = useWords()
  const menu = useUserMenu()
  return (
    <UserMenuItem component={Link} to="/me" onClick={menu?.onClose}>
      <ListItemIcon>
        <AccountIcon fontSize="small" />
      </ListItemIcon>
      {say('desk.me.title')}
    </UserMenuItem>
  )
}

// react-admin names the button “Profile” while it shows the person's name; speech users say what they see.
function NamedUserMenu() {
  const { identity } = useGetIdentity()
  return (
    <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
      <MyAccountItem />
      <Logout />
    </UserMenu>
  )
}

const Tools = () => (
  <>
    <LanguageButton />
    <ToggleThemeButton />
  </>
)

/** The frame of every page: menu, the patient search that Ctrl K opens from anywhere, what is left of the session. */
export function Layout({ children }: { children: ReactNode }) {
  /** How often the search was asked for since it was closed. */
  const [finding, setFinding] = useState(0)
  const { permissions: staff } = usePermissions<SignedIn['staff']>()
  const maySearch = staff?.permissions.includes('patients.search') ?? false
  const openPatient = useOpenPatient()
  const say = useWords()
  const wide = useWide()

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && maySearch) {
        event.preventDefault()
        setFinding((times) => times + 1)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [maySearch])

  // A bar made anew at each render would be mounted anew too, and lose the focus of its buttons.
  const Bar = useCallback(
    () => (
      <AppBar alwaysOn color="primary" userMenu={<NamedUserMenu />} toolbar={<Tools />}>
        {maySearch && <FindButton onOpen={() => setFinding(1)} />}
        <Box sx={{ flex: 1 }} />
        {wide && <SessionClock />}
      </AppBar>
    ),
    [maySearch, wide],
  )

  return (
    <RaLayout
      menu={DeskMenu}
      appBar={Bar}
      sidebar={Sidebar}
      // The strip that says who this is stays right below it.
      appBarAlwaysOn
      // One that is as wide as its widest table would scroll the whole page sideways.
      sx={{ minWidth: 0, '& .RaLayout-content': { minWidth: 0 } }}
    >
      <Offline />
      {staff?.permissions.includes('audit.show') && <LogAlarm />}
      {!wide && (
        // In a narrow bar it would grow over the head of the page.
        <Box
          sx={{
            '&:not(:empty)': {
              position: 'sticky',
              top: 48,
              zIndex: 2,
              py: 0.5,
              bgcolor: 'background.default',
            },
          }}
        >
          <SessionClock />
        </Box>
      )}
      <Box sx={{ pr: { sm: 1.5 }, py: 2, maxWidth: 1600, width: '100%' }}>{children}</Box>
      <Dialog
        open={finding > 0}
        onClose={() => setFinding(0)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="find-title"
        data-leaving={finding ? undefined : ''}
      >
        <DialogTitle id="find-title">{say('desk.find.title')}</DialogTitle>
        <DialogContent sx={{ minHeight: 360 }}>
          {finding > 0 && (
            <PatientFinder
              asked={finding}
              onPick={(patient, typed) => {
                setFinding(0)
                openPatient(patient, typed)
              }}
            />
          )}
        </DialogContent>
      </Dialog>
      {staff?.permissions.includes('cases.work') && <WaitingSound />}
      <Keyboard places={places} />
      <FocusNet />
      <SessionGate />
      <UnsavedGuard />
    </RaLayout>
  )
}
